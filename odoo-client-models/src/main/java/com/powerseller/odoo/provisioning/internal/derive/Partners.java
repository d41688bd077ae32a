package com.powerseller.odoo.provisioning.internal.derive;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Many2OneField;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.ResPartnerCategory;
import com.powerseller.odoo.models.ResUsers;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.UserRule;
import com.powerseller.odoo.provisioning.UserRule.TagRole;
import com.powerseller.odoo.provisioning.internal.derive.TenantFacts.User;
import com.powerseller.odoo.provisioning.internal.derive.TenantKeys.Customer;
import com.powerseller.odoo.query.Domain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads customers and their users. Immutable. */
final class Partners {
    private static final Many2OneField<ResPartner, ResPartner> LEGAL_ENTITY = ResPartner.COMMERCIAL_PARTNER_ID;

    /** By the id: of a field that refers to its own model, Odoo takes the field itself for the way up. */
    static final String ABOVE_LEGAL_ENTITY = LEGAL_ENTITY.name() + ".id";

    private final OdooClient odoo;
    private final Rules rules;
    private final TenantKeys keys;

    /** With a client that sees archived records. */
    Partners(OdooClient odoo, Rules rules, TenantKeys keys) {
        this.odoo = odoo;
        this.rules = rules;
        this.keys = keys;
    }

    /**
     * What was found.
     *
     * @param customers by the partner that a subscription names
     * @param users who may be a user of theirs
     * @param belonging the partners, by legal entity, that one of these would leave if they left it: themselves, and what they belong to below it
     */
    record Found(Map<Long, Customer> customers, List<User> users, Map<Long, SortedSet<Long>> belonging) {}

    /** Without users: one request, none for nobody. */
    Map<Long, Customer> customers(Collection<Long> partners) {
        return partners.isEmpty() ? Map.of() : customers(partners, rows(self(partners)));
    }

    /** With users: one request, one more for the portal's, and one more for tags that rules name by their names. None for nobody. */
    Found all(Collection<Long> partners) {
        if (partners.isEmpty()) {
            return new Found(Map.of(), List.of(), Map.of());
        }
        UserRule rule = rules.users();
        Map<Long, String> tags = rule.source() == UserRule.Source.NONE ? Map.of() : tags(rule);
        boolean areContacts = rule.source() == UserRule.Source.CONTACTS;
        List<ResPartner> rows = rows(areContacts ? self(partners).or(contacts(partners, rule, tags)) : self(partners));
        Map<Long, Customer> customers = customers(partners, rows);
        List<User> users = new ArrayList<>();
        Map<Long, SortedSet<Long>> belonging = new HashMap<>();
        rows.forEach(row -> belong(belonging, id(row.commercialPartnerId()), row.id(), id(row.parentId())));
        if (areContacts) {
            for (ResPartner row : rows) {
                users.add(new User(
                        row.id(),
                        id(row.commercialPartnerId()),
                        row.email(),
                        Objects.requireNonNullElse(row.name(), ""),
                        named(row.categoryId(), tags),
                        role(row.record()),
                        row.active()));
            }
        } else if (rule.source() == UserRule.Source.PORTAL) {
            users.addAll(portal(partners, tags, belonging));
        }
        return new Found(customers, users, belonging);
    }

    private static void belong(Map<Long, SortedSet<Long>> belonging, long entity, long partner, long above) {
        SortedSet<Long> ofEntity = belonging.computeIfAbsent(entity, none -> new TreeSet<>());
        ofEntity.add(partner);
        if (partner != entity && above != 0) {
            ofEntity.add(above);
        }
    }

    /** The partners themselves and all above them: so also the legal entities that they belong to. */
    private static Domain<ResPartner> self(Collection<Long> partners) {
        return Domain.of("id", "parent_of", List.copyOf(partners));
    }

    /** What belongs to a legal entity that is above them, or is one of them, and may be a user. */
    private static Domain<ResPartner> contacts(Collection<Long> partners, UserRule rule, Map<Long, String> tags) {
        Domain<ResPartner> telling =
                tags.isEmpty() ? Domain.none() : Domain.of(ResPartner.CATEGORY_ID.name(), "in", tags.keySet());
        if (rule.roleField() != null) {
            telling = telling.or(Domain.of(rule.roleField(), "!=", false));
        }
        return Domain.<ResPartner>of(ABOVE_LEGAL_ENTITY, "parent_of", List.copyOf(partners))
                .and(telling);
    }

    private List<ResPartner> rows(Domain<ResPartner> domain) {
        List<String> fields = new ArrayList<>(keys.customerFields());
        if (rules.users().source() == UserRule.Source.CONTACTS && rules.users().roleField() != null) {
            fields.add(rules.users().roleField());
        }
        return odoo.model(ResPartner.TYPE)
                .search(domain)
                .select(
                        ResPartner.NAME,
                        ResPartner.EMAIL,
                        ResPartner.ACTIVE,
                        LEGAL_ENTITY,
                        ResPartner.PARENT_ID,
                        ResPartner.CATEGORY_ID)
                .select(fields.toArray(String[]::new))
                .orderBy(ResPartner.ID.asc())
                .list();
    }

    private static Map<Long, Customer> customers(Collection<Long> partners, List<ResPartner> rows) {
        Map<Long, ResPartner> byId = new HashMap<>();
        rows.forEach(row -> byId.put(row.id(), row));
        Map<Long, Customer> customers = new HashMap<>();
        for (long partner : partners) {
            ResPartner row = byId.get(partner);
            ResPartner entity = row == null ? null : byId.get(id(row.commercialPartnerId()));
            if (entity != null) {
                customers.put(
                        partner,
                        new Customer(entity.id(), Objects.requireNonNullElse(entity.name(), ""), entity.record()));
            }
        }
        return customers;
    }

    private List<User> portal(Collection<Long> partners, Map<Long, String> tags, Map<Long, SortedSet<Long>> belonging) {
        String roleField = rules.users().roleField();
        List<User> users = new ArrayList<>();
        List<ResUsers> rows = odoo.model(ResUsers.TYPE)
                .search(ResUsers.SHARE
                        .isTrue()
                        .and(Domain.of("partner_id." + ABOVE_LEGAL_ENTITY, "parent_of", List.copyOf(partners))))
                .select(
                        ResUsers.LOGIN,
                        ResUsers.NAME,
                        ResUsers.ACTIVE,
                        ResUsers.PARTNER_ID,
                        ResUsers.PARENT_ID,
                        ResUsers.COMMERCIAL_PARTNER_ID,
                        ResUsers.CATEGORY_ID)
                .select(roleField == null ? new String[0] : new String[] {roleField})
                .orderBy(ResUsers.ID.asc())
                .list();
        for (ResUsers row : rows) {
            belong(belonging, id(row.commercialPartnerId()), id(row.partnerId()), id(row.parentId()));
            users.add(new User(
                    row.id(),
                    id(row.commercialPartnerId()),
                    row.login(),
                    Objects.requireNonNullElse(row.name(), ""),
                    named(row.categoryId(), tags),
                    role(row.record()),
                    row.active()));
        }
        return users;
    }

    /** The tags that rules name: their ids, and the names of those that are named so. One request if there are any of those. */
    private Map<Long, String> tags(UserRule rule) {
        Map<Long, String> tags = new TreeMap<>();
        List<String> names = new ArrayList<>();
        for (TagRole tag : rule.tags()) {
            if (tag.name() == null) {
                tags.put(tag.id(), "");
            } else {
                names.add(tag.name());
            }
        }
        if (!names.isEmpty()) {
            odoo.model(ResPartnerCategory.TYPE)
                    .search(Domain.of(ResPartnerCategory.NAME.name(), "in", names))
                    .select(ResPartnerCategory.NAME)
                    .orderBy(ResPartnerCategory.ID.asc())
                    .list()
                    .forEach(tag -> tags.put(tag.id(), Objects.requireNonNullElse(tag.name(), "")));
        }
        return tags;
    }

    private static SortedMap<Long, String> named(List<Long> ids, Map<Long, String> tags) {
        SortedMap<Long, String> named = new TreeMap<>();
        for (long id : ids) {
            String name = tags.get(id);
            if (name != null) {
                named.put(id, name);
            }
        }
        return named;
    }

    private @Nullable String role(Record record) {
        String field = rules.users().roleField();
        Object value = field == null ? null : record.get(field);
        if (value == null || Boolean.FALSE.equals(value)) {
            return null;
        }
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalStateException("the users' role is the field '" + field
                + "', which holds no text: take a field of text or a selection");
    }

    static long id(@Nullable Ref<?> ref) {
        return ref == null ? 0 : ref.id();
    }
}
