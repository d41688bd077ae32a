package com.powerseller.odoo.testkit.internal.models.partners;

import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.RecordSet;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What companies and their contacts share: an address goes one level down, what is commercial goes to all below, and since series 19 both go up as well.
 */
final class Sharing {
    private static final List<String> ADDRESS = List.of("street", "street2", "zip", "city", "state_id", "country_id");
    /** What contacts have from the company they belong to. */
    private static final List<String> COMMERCIAL = List.of(
            "vat",
            "company_registry",
            "industry_id",
            "credit_limit",
            "property_account_payable_id",
            "property_account_receivable_id",
            "property_account_position_id",
            "property_payment_term_id",
            "property_supplier_payment_term_id");
    /** What the company has from its contacts, since series 19. */
    private static final String UPWARD = "vat";
    /** In the context of what is written for this. */
    private static final String SHARED = "fake_partner_values_shared";

    private final boolean isUpward;

    private Sharing(Series series) {
        isUpward = series.atLeast(Series.V19);
    }

    static void define(ModelDefinition partner, Series series) {
        Sharing sharing = new Sharing(series);
        partner.afterCreate(sharing::created).aroundWrite(sharing::writing);
    }

    // ------------------------------------------------------------------------------------------- events

    private void created(Records partner) {
        if (partner.has("parent_id")) {
            Records parent = partner.related("parent_id");
            if (!parent.isEmpty()) {
                commercialOf(partner);
                addressOf(partner, parent, isUpward || isFirst(partner, parent));
            }
        }
    }

    private static boolean isFirst(Records partner, Records parent) {
        boolean isRoot =
                parent.flag("is_company") || parent.related("parent_id").isEmpty();
        return isRoot && children(parent).stream().allMatch(child -> child.ids().equals(partner.ids()));
    }

    private Consumer<Records> writing(Records partners, Map<String, ? extends @Nullable Object> values) {
        if (partners.context().containsKey(SHARED) || !partners.has("parent_id")) {
            return written -> {};
        }
        Map<Long, @Nullable Object> parents = new LinkedHashMap<>();
        Map<Long, @Nullable Object> types = new LinkedHashMap<>();
        for (Records partner : partners.each()) {
            parents.put(partner.id(), partner.get("parent_id"));
            types.put(partner.id(), partner.get("type"));
        }
        return written -> written.each().forEach(partner -> {
            boolean isMoved = isUpward
                    ? !Objects.equals(parents.get(partner.id()), partner.get("parent_id"))
                    : values.containsKey("parent_id");
            boolean isContact = isUpward
                    ? !Objects.equals(types.get(partner.id()), partner.get("type"))
                    : values.containsKey("type");
            written(partner, values.keySet(), isMoved, isContact);
        });
    }

    private void written(Records partner, Set<String> fields, boolean isMoved, boolean isRetyped) {
        Records parent = partner.related("parent_id");
        if (!parent.isEmpty()) {
            if (isMoved) {
                commercialOf(partner);
            } else if (isUpward && fields.contains(UPWARD)) {
                upCommercial(partner);
            }
            if (isMoved || isRetyped) {
                addressOf(partner, parent, isUpward && isMoved);
            } else if (isUpward && isAny(fields, ADDRESS) && isContact(partner)) {
                upAddress(partner, parent);
            }
        }
        if (isAny(fields, COMMERCIAL) && isCommercial(partner)) {
            downCommercial(partner, values(partner, isUpward ? shared(fields, COMMERCIAL) : COMMERCIAL));
        }
        downAddress(partner, shared(fields, ADDRESS));
        if (fields.contains("company_id")) {
            for (Records child : children(partner)) {
                child.set("company_id", partner.get("company_id"));
            }
        }
    }

    // --------------------------------------------------------------------------------------- commercial

    private static boolean isCommercial(Records partner) {
        return Names.commercialPartner(partner).ids().equals(partner.ids());
    }

    /** A contact takes what its company has. */
    private void commercialOf(Records partner) {
        if (isCommercial(partner)) {
            return;
        }
        Records company = Names.commercialPartner(partner);
        if (isUpward && company.has(UPWARD) && company.get(UPWARD) == null) {
            upCommercial(partner);
        }
        Map<String, @Nullable Object> values = values(company, COMMERCIAL);
        if (isUpward) {
            values.values().removeIf(value -> value == null || value.equals(0.0));
        }
        take(partner, values);
        downCommercial(partner, values);
    }

    private static void upCommercial(Records partner) {
        Object value = partner.get(UPWARD);
        if (!isCommercial(partner) && value != null && !value.equals("")) {
            Records company = Names.commercialPartner(partner);
            if (!value.equals(company.get(UPWARD))) {
                company.set(UPWARD, value);
            }
        }
    }

    private static void downCommercial(Records partner, Map<String, @Nullable Object> values) {
        for (Records child : children(partner)) {
            if (!child.flag("is_company")) {
                downCommercial(child, values);
                take(child, values);
            }
        }
    }

    // ------------------------------------------------------------------------------------------ address

    private static boolean isContact(Records partner) {
        return partner.has("type") && partner.text("type").equals("contact");
    }

    /** A contact takes the address above, or gives its own to who has none. */
    private static void addressOf(Records partner, Records parent, boolean isGiving) {
        if (!isContact(partner)) {
            return;
        }
        Map<String, @Nullable Object> address = values(parent, ADDRESS);
        if (isAny(address)) {
            take(partner, address);
        } else if (isGiving) {
            upAddress(partner, parent);
        }
    }

    private static void upAddress(Records partner, Records parent) {
        Map<String, @Nullable Object> address = values(partner, ADDRESS);
        if (isAny(address)) {
            Map<String, @Nullable Object> changed = changed(parent, address);
            if (!changed.isEmpty()) {
                parent.write(changed);
            }
        }
    }

    private static void downAddress(Records partner, Collection<String> fields) {
        if (!fields.isEmpty()) {
            for (Records child : children(partner)) {
                if (isContact(child)) {
                    take(child, values(partner, fields));
                }
            }
        }
    }

    // ------------------------------------------------------------------------------------------- values

    private static boolean isAny(Set<String> written, List<String> fields) {
        return fields.stream().anyMatch(written::contains);
    }

    private static List<String> shared(Set<String> written, List<String> fields) {
        return fields.stream().filter(written::contains).toList();
    }

    /** Those that are not archived, unless the call asks for all. */
    private static List<Records> children(Records partner) {
        if (!partner.has("child_ids")) {
            return List.of();
        }
        boolean isAll = !((RecordSet) partner).environment().activeTest();
        return partner.related("child_ids").each().stream()
                .filter(child -> isAll || !child.has("active") || child.flag("active"))
                .toList();
    }

    private static Map<String, @Nullable Object> values(Records partner, Collection<String> fields) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String field : fields) {
            if (partner.has(field)) {
                values.put(field, partner.get(field));
            }
        }
        return values;
    }

    private static boolean isAny(Map<String, @Nullable Object> values) {
        return values.values().stream().anyMatch(value -> value != null && !value.equals(""));
    }

    private static Map<String, @Nullable Object> changed(Records partner, Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(values);
        new ArrayList<>(values.keySet())
                .stream()
                        .filter(field -> !partner.has(field) || Objects.equals(values.get(field), partner.get(field)))
                        .forEach(changed::remove);
        return changed;
    }

    /** Writes what differs, and nothing follows from it. */
    private static void take(Records partner, Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> changed = changed(partner, values);
        if (!changed.isEmpty()) {
            RecordSet records = (RecordSet) partner;
            Environment environment = records.environment().with(SHARED, true);
            environment.browse(records.ofModel(), partner.ids()).write(changed);
        }
    }
}
