package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.ModelDefinition.OnDelete;
import com.powerseller.odoo.testkit.model.Records;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code product.product}: a variant of a template. */
final class Products implements Behaviour {
    private static final Pattern SHOWN = Pattern.compile("\\[(.*?)\\]");

    @Override
    public void define(ModelDefinition product) {
        product.order("default_code, name, id")
                .delegatesTo("product_tmpl_id")
                .notCopied("barcode", "default_code")
                .computed(
                        "lst_price",
                        record -> record.get("list_price"),
                        (record, price) -> record.set("list_price", price))
                .onDelete("product_tmpl_id", OnDelete.CASCADE)
                .constraint(Products::checkBarcodes)
                .nameDomain(Products::named)
                .displayName(record -> {
                    String code = record.text("default_code");
                    return code.isEmpty() ? record.text("name") : "[" + code + "] " + record.text("name");
                });
    }

    /** By the name, the reference or the barcode; a whole name may have the reference in brackets. */
    private static List<?> named(Records none, String operator, Object value) {
        Matcher shown = SHOWN.matcher(String.valueOf(value));
        Object reference = operator.equals("=") && shown.find() ? shown.group(1) : value;
        return List.of(
                "|",
                "|",
                List.of("name", operator, value),
                List.of("default_code", operator, reference),
                List.of("barcode", "=", value));
    }

    private static void checkBarcodes(Records products) {
        for (Records product : products.each()) {
            String barcode = product.has("barcode") ? product.text("barcode") : "";
            if (barcode.isEmpty()) {
                continue;
            }
            Records same = product.search("product.product", List.of(List.of("barcode", "=", barcode)));
            if (same.ids().size() > 1) {
                String names = same.each().stream().map(one -> one.text("name")).collect(Collectors.joining(" and "));
                throw FakeErrors.validationError("Barcode(s) already assigned:\n\n- Barcode \"" + barcode
                        + "\" already assigned to product(s): " + names
                        + "\n\nNote: products that you don't have access to will not be shown above.");
            }
        }
    }
}
