package com.powerseller.odoo.testkit.internal.models.partners;

import com.powerseller.odoo.testkit.model.Records;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Postal addresses as texts, in the format of their country. */
final class Addresses {
    /** The format of a country that has none of its own. */
    static final String FORMAT = "%(street)s\n%(street2)s\n%(city)s %(state_code)s %(zip)s\n%(country_name)s";

    static final Pattern KEY = Pattern.compile("%\\((\\w+)\\)s");

    private Addresses() {}

    /** The address; the name of the company comes first. */
    static String withCompany(Records partner) {
        String company = Names.text(Names.company(partner));
        return company.isEmpty() ? of(partner) : company + "\n" + of(partner);
    }

    /** The address as one line. */
    static String inline(Records partner) {
        return withCompany(partner).replaceAll("\n\\s*", ", ").strip().replaceAll("^,+|,+$", "");
    }

    /** The address alone. */
    static String of(Records partner) {
        Records country = country(partner);
        String own = country.ids().isEmpty() || !country.has("address_format") ? "" : country.text("address_format");
        Map<String, String> parts = parts(partner, country);
        return KEY.matcher(own.isEmpty() ? FORMAT : own)
                .replaceAll(key -> Matcher.quoteReplacement(parts.getOrDefault(key.group(1), "")));
    }

    private static Records country(Records partner) {
        return partner.has("country_id") ? partner.related("country_id") : partner.browse("res.partner", List.of());
    }

    private static Map<String, String> parts(Records partner, Records country) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String field : List.of("street", "street2", "zip", "city")) {
            parts.put(field, partner.has(field) ? partner.text(field) : "");
        }
        if (partner.has("state_id") && !partner.related("state_id").isEmpty()) {
            parts.put("state_code", partner.related("state_id").text("code"));
            parts.put("state_name", partner.related("state_id").text("name"));
        }
        if (!country.isEmpty()) {
            parts.put("country_code", country.text("code"));
            parts.put("country_name", country.text("name"));
        }
        parts.put("company_name", Names.text(Names.company(partner)));
        return parts;
    }
}
