package com.powerseller.odoo.testkit.internal.models.mail;

import com.powerseller.odoo.testkit.model.Records;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A partner's address in one line, as its country writes it. */
final class Addresses {
    private static final String FORMAT = "%(street)s\n%(street2)s\n%(city)s %(state_code)s %(zip)s\n%(country_name)s";
    private static final Pattern LINES = Pattern.compile("\n\\s*");

    private Addresses() {}

    static @Nullable Object inline(Records partner) {
        Records country = related(partner, "country_id");
        Records state = related(partner, "state_id");
        String format = text(country, "address_format");
        String address = format.isEmpty() ? FORMAT : format;
        for (String field : new String[] {"street", "street2", "city", "zip"}) {
            address = address.replace("%(" + field + ")s", text(partner, field));
        }
        for (String part : new String[] {"code", "name"}) {
            address = address.replace("%(country_" + part + ")s", text(country, part))
                    .replace("%(state_" + part + ")s", text(state, part));
        }
        String line = LINES.matcher(address).replaceAll(", ").strip().replaceAll("^,+|,+$", "");
        return line.isEmpty() ? null : line;
    }

    private static Records related(Records partner, String field) {
        return partner.has(field) ? partner.related(field) : partner.browse(partner.model(), java.util.List.of());
    }

    private static String text(Records record, String field) {
        return record.isEmpty() || !record.has(field) ? "" : record.text(field);
    }
}
