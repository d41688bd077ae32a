package com.powerseller.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OdooVersionTest {
    @ParameterizedTest
    @CsvSource({
        "19.0, 19, 0, false",
        "18.0+e, 18, 0, true",
        "saas~18.2+e, 18, 2, true",
        "saas-17.4, 17, 4, false",
        "18.0-20250506, 18, 0, false",
        "17.0+e-20240101, 17, 0, true",
        "19.1a1, 19, 1, false",
        "19.0rc1+e, 19, 0, true",
        "16, 16, 0, false",
        "' 18.0 ', 18, 0, false",
        "saas~18.2+e-20250101, 18, 2, true"
    })
    void everyFormThatServersWriteIsRead(String text, int major, int minor, boolean enterprise) {
        OdooVersion version = OdooVersion.parse(text);
        assertThat(version.major()).isEqualTo(major);
        assertThat(version.minor()).isEqualTo(minor);
        assertThat(version.enterprise()).isEqualTo(enterprise);
        assertThat(version).hasToString(text.strip());
        assertThat(version.series()).isEqualTo(major + "." + minor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "v18", "-18.0", "master", "99999.0", "saas~", "None"})
    void whatIsNoVersionIsRefused(String text) {
        assertThatThrownBy(() -> OdooVersion.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void versionsAreOrderedBySeries() {
        List<OdooVersion> ordered = Stream.of("16.0", "17.0", "saas~17.4", "18.0", "saas~18.2", "19.0")
                .map(OdooVersion::parse)
                .toList();
        assertThat(ordered).isSorted();
        assertThat(OdooVersion.parse("saas~18.2").isAtLeast(18)).isTrue();
        assertThat(OdooVersion.parse("saas~18.4+e").isAtLeast(19)).isFalse();
        assertThat(OdooVersion.parse("9.0")).isLessThan(OdooVersion.parse("10.0"));
    }

    @Test
    void versionsOfOneSeriesCompareAsEqualWithoutBeingEqual() {
        OdooVersion community = OdooVersion.parse("18.0");
        OdooVersion enterprise = OdooVersion.parse("18.0+e");
        assertThat(community).isEqualByComparingTo(enterprise);
        assertThat(community).isNotEqualTo(enterprise);
    }
}
