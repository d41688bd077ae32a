package com.powerseller.odoo.testkit.internal.models;

import java.util.List;

/** The languages that series 19 offers, installed or not. */
public final class LanguageData {
    private static final List<List<String>> NAMES =
            CountryData.lines("languages.txt").stream().map(List::of).toList();

    private LanguageData() {}

    /** The codes and the names of the languages, in Odoo's order. */
    public static List<List<String>> names() {
        return NAMES;
    }
}
