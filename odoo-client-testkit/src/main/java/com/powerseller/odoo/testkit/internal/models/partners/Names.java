package com.powerseller.odoo.testkit.internal.models.partners;

import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.Records;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How contacts are named: with their company, and as the context asks for. */
final class Names {
    private static final Map<String, String> TYPES =
            Map.of("invoice", "Invoice", "delivery", "Delivery", "other", "Other");
    /** What a context may ask for in series 19, and before. */
    private static final List<String> ASKED = List.of(
            "show_address",
            "show_address_only",
            "address_inline",
            "show_email",
            "show_vat",
            "html_format",
            "partner_show_db_id",
            "partner_display_name_hide_company");

    private final Series series;

    Names(Series series) {
        this.series = series;
    }

    static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    // ---------------------------------------------------------------------------------- complete names

    /** The name with that of the company, whatever the context asks for. */
    Object complete(Records partner) {
        String company = prefix(partner);
        return (company.isEmpty() ? partner.text("name") : company + ", " + own(partner)).strip();
    }

    /** The name of the company that comes before that of the contact; empty if none does. */
    private static String prefix(Records partner) {
        if (!partner.has("parent_id") || !partner.has("is_company")) {
            return "";
        }
        Records parent = partner.related("parent_id");
        boolean isOfCompany = !parent.isEmpty()
                || (partner.has("company_name") && !partner.text("company_name").isEmpty());
        if (partner.flag("is_company") || !isOfCompany) {
            return "";
        }
        Object company = company(partner);
        return company == null ? parent.text("name") : text(company);
    }

    private String own(Records partner) {
        String name = partner.text("name");
        String type = TYPES.getOrDefault(partner.text("type"), "");
        return name.isEmpty() && !type.isEmpty() ? type + (series.atLeast(Series.V19) ? "" : " Address") : name;
    }

    static @Nullable Object company(Records partner) {
        Records company = partner.has("parent_id") ? commercialPartner(partner) : partner;
        if (company.has("is_company") && company.flag("is_company")) {
            return company.get("name");
        }
        return partner.has("company_name") ? partner.get("company_name") : null;
    }

    static Records commercialPartner(Records partner) {
        Records parent = partner.related("parent_id");
        return partner.flag("is_company") || parent.isEmpty() ? partner : commercialPartner(parent);
    }

    // ------------------------------------------------------------------------------------ display names

    /** The name as the context asks for it. */
    Object shown(Records partner) {
        if (ASKED.stream().noneMatch(key -> isAsked(partner, key)) && !isAsked(partner, "formatted_display_name")) {
            return complete(partner);
        }
        if (series.atLeast(Series.V19)) {
            return isAsked(partner, "formatted_display_name") ? formatted(partner) : extended(partner);
        }
        for (String key : ASKED) {
            if (isAsked(partner, key)) {
                throw new UnsupportedByFakeException(
                        "display names of res.partner with " + key + " in the context before series 19");
            }
        }
        return complete(partner);
    }

    private static boolean isAsked(Records partner, String key) {
        return Python.isTrue(partner.context().get(key));
    }

    private String formatted(Records partner) {
        String company = prefix(partner);
        String name = company.isEmpty() ? partner.text("name") : company + " \t --" + own(partner) + "--";
        String email = partner.has("email") ? partner.text("email") : "";
        if (isAsked(partner, "show_email") && !email.isEmpty()) {
            return name + " \t --" + email + "--";
        }
        return name + (isAsked(partner, "partner_show_db_id") ? " \t --" + partner.id() + "--" : "");
    }

    private String extended(Records partner) {
        String name = isAsked(partner, "partner_display_name_hide_company")
                        && !prefix(partner).isEmpty()
                ? own(partner)
                : complete(partner).toString();
        if (isAsked(partner, "partner_show_db_id")) {
            name += " (" + partner.id() + ")";
        }
        String email = partner.has("email") ? partner.text("email") : "";
        if (isAsked(partner, "show_email") && !email.isEmpty()) {
            name += " <" + email + ">";
        }
        boolean hasAddress = isAsked(partner, "show_address");
        if (hasAddress) {
            name += "\n" + Addresses.of(partner);
        }
        String vat = partner.has("vat") ? partner.text("vat") : "";
        if (isAsked(partner, "show_vat") && !vat.isEmpty()) {
            name += (hasAddress ? "\n " : " - ") + vat;
        }
        return name.replaceAll("\\s+\n", "\n").strip();
    }

    /** The name before the address of email, as in a mail. */
    static @Nullable Object withEmail(Records partner) {
        String email = partner.text("email");
        if (email.isEmpty()) {
            return null;
        }
        String normalized = Emails.all(email);
        if (normalized.isEmpty()) {
            throw new UnsupportedByFakeException("email_formatted of res.partner, whose email is no address: " + email);
        }
        String name = partner.get("name") == null ? "False" : partner.text("name");
        return "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\" <" + normalized + ">";
    }
}
