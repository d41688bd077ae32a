package com.powerseller.odoo.testkit.internal.models.partners;

import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** {@code res.country} and {@code res.country.state}: their codes, and how addresses in a country are written. */
final class Countries {
    private static final Set<String> KEYS = Set.of(
            "street",
            "street2",
            "zip",
            "city",
            "state_code",
            "state_name",
            "country_code",
            "country_name",
            "company_name",
            "state_id",
            "country_id");

    private Countries() {}

    static void define(ModelDefinition country) {
        country.order("name, id")
                .cleaned("code", code -> code.toUpperCase(Locale.ROOT))
                .defaultValue("address_format", Addresses.FORMAT)
                .defaultValue("name_position", "before")
                .defaultValue("zip_required", true)
                .namesSearched("code")
                .unique("The code of the country must be unique!", "code")
                .unique("The name of the country must be unique!", "name")
                .constraint(Countries::checkFormat);
    }

    static void defineState(ModelDefinition state, Series series) {
        state.order("code, id")
                .displayName(record -> name(record, series))
                .unique("The code of the state must be unique by country!", "country_id", "code");
    }

    private static @Nullable Object name(Records state, Series series) {
        Records country = state.has("country_id") ? state.related("country_id") : state;
        if (country == state || country.isEmpty()) {
            return state.get("name");
        }
        String code = country.text("code");
        boolean isFormatted =
                series.atLeast(Series.V19) && Python.isTrue(state.context().get("formatted_display_name"));
        return state.text("name") + (isFormatted ? " \t --" + code + "--" : " (" + code + ")");
    }

    private static void checkFormat(Records countries) {
        for (Records country : countries.each()) {
            String format = country.has("address_format") ? country.text("address_format") : "";
            boolean isKnown = Addresses.KEY
                    .matcher(format)
                    .results()
                    .map((MatchResult key) -> key.group(1))
                    .allMatch(KEYS::contains);
            if (!isKnown) {
                throw FakeErrors.userError("The layout contains an invalid format key");
            }
        }
    }
}
