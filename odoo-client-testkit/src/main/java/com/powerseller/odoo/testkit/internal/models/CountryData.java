package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.internal.orm.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The countries and the currencies of the world that every database of Odoo's has: without the states of the countries, and their groups. */
public final class CountryData {
    private static final List<Country> COUNTRIES =
            lines("countries.txt").stream().map(Country::of).toList();
    private static final List<Currency> CURRENCIES =
            lines("currencies.txt").stream().map(Currency::of).toList();

    private CountryData() {}

    private record Country(String externalId, String currency, String zone, Map<String, Object> values) {
        static Country of(String[] line) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("code", line[1]);
            values.put("name", line[2]);
            values.put("phone_code", Long.valueOf(line[4]));
            if (!line[5].isEmpty()) {
                values.put("vat_label", line[5].equals("\"\"") ? "" : line[5]);
            }
            values.put("state_required", line[6].contains("s"));
            values.put("zip_required", !line[6].contains("z"));
            values.put("name_position", line[6].contains("a") ? "after" : "before");
            values.put("address_format", line[8].replace("\\n", "\n"));
            return new Country(line[0], line[3], line[7], values);
        }

        Map<String, Object> with(Map<String, Long> currencies) {
            Map<String, Object> all = new LinkedHashMap<>(values);
            all.put("currency_id", Objects.requireNonNull(currencies.get(currency)));
            return all;
        }
    }

    private record Currency(String name, Map<String, Object> values) {
        static Currency of(String[] line) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("name", line[0]);
            values.put("full_name", line[1]);
            values.put("symbol", line[2]);
            values.put("rounding", Double.valueOf(line[3]));
            values.put("position", line[4]);
            values.put("currency_unit_label", line[5]);
            values.put("currency_subunit_label", line[6]);
            values.put("iso_numeric", Long.valueOf(line[7]));
            values.put("active", line[0].equals("USD"));
            return new Currency(line[0], values);
        }
    }

    static List<String[]> lines(String resource) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(
                        CountryData.class.getClassLoader().getResourceAsStream("META-INF/odoo/testkit/" + resource)),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\|", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fills a database that has neither, as far as the schemas are on the class path: the dollar is its first currency. */
    static void fill(Database database) {
        if (!database.knows("res.currency")) {
            return;
        }
        List<Long> ids = database.seed(
                "res.currency", CURRENCIES.stream().map(Currency::values).toList());
        Map<String, Long> currencies = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            currencies.put(CURRENCIES.get(i).name, ids.get(i));
            database.name("base." + CURRENCIES.get(i).name, "res.currency", ids.get(i));
        }
        if (database.knows("res.country")) {
            List<Long> countries = database.seed(
                    "res.country",
                    COUNTRIES.stream().map(country -> country.with(currencies)).toList());
            for (int i = 0; i < countries.size(); i++) {
                database.name("base." + COUNTRIES.get(i).externalId, "res.country", countries.get(i));
            }
        }
    }

    /**
     * Puts the first company of a new database into a country, and the administrator into its time zone, if it has one only.
     *
     * @param code of the country, however it is written
     */
    public static void settle(Database database, String code, long administrator) {
        Country country = find(code).orElseThrow();
        Map<String, @Nullable Object> company = new LinkedHashMap<>();
        company.put("country_id", Objects.requireNonNull(database.reference("base." + country.externalId)));
        long currency = Objects.requireNonNull(database.reference("base." + country.currency));
        company.put("currency_id", currency);
        database.change("res.currency", currency, Map.of("active", true));
        database.change("res.company", 1, company);
        if (!country.zone.isEmpty()) {
            database.change("res.users", administrator, Map.of("tz", country.zone));
        }
    }

    /** The codes and the names of the countries, by name. */
    public static List<List<String>> names() {
        return COUNTRIES.stream()
                .map(country -> List.of(
                        String.valueOf(country.values.get("code")).toLowerCase(Locale.ROOT),
                        String.valueOf(country.values.get("name"))))
                .sorted(Comparator.comparing(country -> country.get(1)))
                .toList();
    }

    /** Whether there is a country with this code, however it is written. */
    public static boolean has(String code) {
        return find(code).isPresent();
    }

    private static Optional<Country> find(String code) {
        String upper = code.toUpperCase(Locale.ROOT);
        return COUNTRIES.stream()
                .filter(country -> upper.equals(country.values.get("code")))
                .findFirst();
    }
}
