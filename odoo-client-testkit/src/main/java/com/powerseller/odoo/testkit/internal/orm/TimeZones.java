package com.powerseller.odoo.testkit.internal.orm;

import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The time zones that Odoo knows: by their names in the IANA database. */
final class TimeZones {
    private static final Set<String> NAMES = ZoneId.getAvailableZoneIds();
    /** Names that are in the database, and in Java only as abbreviations. */
    private static final Map<String, String> ABBREVIATIONS =
            Map.of("EST", "-05:00", "MST", "-07:00", "HST", "-10:00", "ROC", "Asia/Taipei");

    private TimeZones() {}

    static @Nullable ZoneId find(String name) {
        if (ABBREVIATIONS.containsKey(name)) {
            return ZoneId.of(name, ABBREVIATIONS);
        }
        return NAMES.contains(name) && !name.startsWith("SystemV/") ? ZoneId.of(name) : null;
    }
}
