package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Records of a company that refer to none of another company. */
final class CompanyChecks {
    private static final Map<String, List<String>> MODELS = Map.of(
            "sale.order", List.of("partner_id", "partner_invoice_id", "partner_shipping_id", "team_id"),
            "sale.order.line", List.of("product_id"),
            "account.move", List.of("partner_id", "commercial_partner_id", "partner_shipping_id", "journal_id"),
            "account.move.line", List.of("product_id", "account_id"),
            "account.payment", List.of("partner_id", "journal_id"),
            "crm.lead", List.of("partner_id", "team_id"));

    private CompanyChecks() {}

    static Map<String, Behaviour> added(Map<String, Behaviour> behaviours) {
        Map<String, Behaviour> all = new HashMap<>(behaviours);
        MODELS.forEach((model, fields) -> {
            Set<String> looked = new HashSet<>(fields);
            looked.add("company_id");
            Behaviour checks = definition -> definition
                    .afterCreate(created -> check(created, fields))
                    .afterWrite((records, written) -> {
                        if (written.stream().anyMatch(looked::contains)) {
                            check(records, fields);
                        }
                    });
            all.merge(model, checks, (behaviour, added) -> definition -> {
                behaviour.define(definition);
                added.define(definition);
            });
        });
        return all;
    }

    private static void check(Records records, List<String> fields) {
        List<String> wrong = new ArrayList<>();
        for (Records record : records.sudo().each()) {
            Records company =
                    record.has("company_id") ? record.related("company_id") : record.browse("res.company", List.of());
            for (String field : fields) {
                boolean isChecked = !company.isEmpty() && record.has(field);
                if (isChecked && !isOf(record.related(field), company)) {
                    wrong.add("- " + record.get("display_name") + " is of " + company.text("name") + ", but its "
                            + field + " " + record.related(field).get("display_name") + " is not");
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw FakeErrors.userError(
                    "Records of one company cannot refer to those of another:\n" + String.join("\n", wrong));
        }
    }

    /** Whether a record is of a company, of one above it, or of none. */
    private static boolean isOf(Records other, Records company) {
        if (other.isEmpty() || !(other.has("company_ids") || other.has("company_id"))) {
            return true;
        }
        List<Long> theirs = other.related(other.has("company_ids") ? "company_ids" : "company_id")
                .ids();
        for (Records one = company; !one.isEmpty(); one = one.related("parent_id")) {
            if (theirs.contains(one.id())) {
                return true;
            }
            if (!one.has("parent_id")) {
                break;
            }
        }
        return theirs.isEmpty();
    }
}
