package com.powerseller.odoo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Odoo.
 *
 * <p>Note: this class has a natural ordering that is inconsistent with equals. The order is that of the series; edition and text do not matter to it, and do
 * to {@code equals}: {@code 18.0} and {@code 18.0+e} compare as equal and are not.
 *
 * @param major the series' number, such as 18
 * @param minor 0 for a major release; 1 to 4 for the releases of Odoo Online between two of them
 * @param enterprise whether the server says that it is the Enterprise edition; Community, and servers that do not say, are false
 * @param text the version as the server wrote it, such as {@code saas~18.2+e} or {@code 18.0-20250506}
 */
public record OdooVersion(int major, int minor, boolean enterprise, String text) implements Comparable<OdooVersion> {
    private static final Pattern FORM = Pattern.compile("(?:saas[~-])?(\\d{1,4})(?:\\.(\\d{1,4}))?(?!\\d).*");

    /**
     * Reads a version as servers write it: {@code 19.0}, {@code 18.0+e}, {@code saas~18.2+e}, {@code 18.0-20250506}, {@code 17.0+e-20240101}, {@code 19.1a1}.
     *
     * @throws IllegalArgumentException if it is no version
     */
    public static OdooVersion parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not an Odoo version: '" + text + "'");
        }
        String minor = matcher.group(2);
        return new OdooVersion(
                Integer.parseInt(matcher.group(1)),
                minor == null ? 0 : Integer.parseInt(minor),
                text.contains("+e"),
                text.strip());
    }

    /** Whether it is this series or a later one; {@code saas~18.2} is at least 18 and not at least 19. */
    public boolean isAtLeast(int series) {
        return major >= series;
    }

    /** The series, such as {@code 18.0} or {@code 18.2}. */
    public String series() {
        return major + "." + minor;
    }

    /** The order of the series; 0 for two versions of one series, which need not be {@code equals}. */
    @Override
    public int compareTo(OdooVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return text;
    }
}
