package com.powerseller.odoo.provisioning.internal.derive;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.TextField;
import com.powerseller.odoo.models.subscription.SubscriptionShape;
import com.powerseller.odoo.models.subscription.Subscriptions;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.TenantKey;
import com.powerseller.odoo.provisioning.UserRule.TagRole;
import com.powerseller.odoo.provisioning.WriteBack;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Order;
import com.powerseller.odoo.schema.FieldSchema;
import com.powerseller.odoo.schema.FieldType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a server whether it has what rules name. Used by one thread, once. */
public final class RulesCheck {
    private static final Set<FieldType> TEXTS = EnumSet.of(FieldType.CHAR, FieldType.TEXT, FieldType.SELECTION);

    private final OdooClient odoo;
    private final Rules rules;
    private final List<String> mistakes = new ArrayList<>();

    private RulesCheck(OdooClient odoo, Rules rules) {
        this.odoo = odoo;
        this.rules = rules;
    }

    /**
     * What it does not have, a sentence for each.
     *
     * @throws OdooException if it cannot be asked
     */
    public static List<String> of(OdooClient odoo, Rules rules, WriteBack writeBack) {
        RulesCheck check = new RulesCheck(odoo.withArchived(), rules);
        check.run();
        check.run(writeBack);
        return List.copyOf(check.mistakes);
    }

    private void run(WriteBack writeBack) {
        writable(Subscriptions.of(odoo).shape().model(), writeBack.subscriptionFields());
        writable("res.partner", writeBack.customerFields());
    }

    private void writable(String model, Set<String> names) {
        if (names.isEmpty()) {
            return;
        }
        Map<String, FieldSchema> fields = odoo.model(model).fields().fields();
        for (String name : names) {
            FieldSchema field = fields.get(name);
            if (field == null) {
                mistakes.add("what is written back goes to the field '" + name + "', which " + model
                        + " does not have, or hides from this user: make it, or correct its name");
            }
        }
    }

    private void run() {
        SubscriptionShape shape = Subscriptions.of(odoo).shape();
        TenantKey key = rules.tenantKey();
        if (key.kind() == TenantKey.Kind.FIELD) {
            text(shape.model(), key.field(), "the tenant's key");
        } else if (key.kind() == TenantKey.Kind.CUSTOMER_FIELD) {
            text("res.partner", key.field(), "the tenant's key");
        }
        text("res.partner", rules.users().roleField(), "the users' role");
        matching(shape.model(), rules.subscriptions());
        ids(plans(shape), rules.plans().keySet(), "plan");
        ids("product.product", rules.productsById().keySet(), "product");
        ids("res.company", rules.companies(), "company");
        List<TagRole> tags = rules.users().tags();
        ids(
                "res.partner.category",
                tags.stream().filter(tag -> tag.name() == null).map(TagRole::id).toList(),
                "tag");
        texts(
                "res.partner.category",
                "name",
                tags.stream().map(TagRole::name).filter(Objects::nonNull).toList(),
                "tag with the name");
        texts(
                "product.product",
                "default_code",
                rules.productsByReference().keySet(),
                "product with the internal reference");
    }

    private static String plans(SubscriptionShape shape) {
        return switch (shape) {
            case SALE_ORDER -> "sale.subscription.plan";
            case SALE_ORDER_16 -> "sale.temporal.recurrence";
            case SALE_SUBSCRIPTION, SALE_SUBSCRIPTION_OCA -> "sale.subscription.template";
        };
    }

    private void text(String model, @Nullable String name, String what) {
        if (name == null) {
            return;
        }
        FieldSchema field = odoo.model(model).fields().fields().get(name);
        if (field == null) {
            mistakes.add(what + " is the field '" + name + "', which " + model
                    + " does not have, or hides from this user: make it, or correct its name");
        } else if (!TEXTS.contains(field.type())) {
            mistakes.add(what + " is the field '" + name + "' of " + model + ", which is no text but " + field.type()
                    + ": take another one");
        }
    }

    private void matching(String model, Domain<?> domain) {
        if (domain.equals(Domain.all())) {
            return;
        }
        try {
            long unused = odoo.model(model)
                    .search(Domain.raw(domain.terms()))
                    .limit(1)
                    .count();
        } catch (OdooServerException e) {
            mistakes.add("which subscriptions count is a domain that " + model + " refuses: " + e.getMessage());
        }
    }

    private void ids(String model, Collection<Long> ids, String what) {
        if (ids.isEmpty()) {
            return;
        }
        Set<Long> there = Set.copyOf(odoo.model(model)
                .search(Domain.of("id", "in", List.copyOf(ids)))
                .orderBy(Order.of("id", false))
                .ids());
        ids.stream()
                .filter(id -> !there.contains(id))
                .forEach(id -> mistakes.add(
                        "there is no " + what + " " + id + " in " + model + " that this user may see: correct the id"));
    }

    private void texts(String model, String field, Collection<String> texts, String what) {
        if (texts.isEmpty()) {
            return;
        }
        ModelType<Record> type = ModelType.of(model);
        TextField<Record> name = type.charField(field);
        Set<String> there = new HashSet<>();
        odoo.model(type)
                .search(Domain.of(field, "in", List.copyOf(texts)))
                .orderBy(Order.of("id", false))
                .select(name)
                .list()
                .forEach(record -> there.add(String.valueOf(record.get(name))));
        texts.stream()
                .filter(text -> !there.contains(text))
                .forEach(text -> mistakes.add(
                        "there is no " + what + " '" + text + "' that this user may see: correct it, or make one"));
    }
}
