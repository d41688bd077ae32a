package com.powerseller.odoo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.testkit.FakeOdoo;
import java.net.URL;
import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The license asks that whoever passes a jar on passes its text on. */
class LicenseTest {
    @ParameterizedTest
    @ValueSource(classes = {OdooClient.class, ResPartner.class, FakeOdoo.class})
    void eachPublishedModuleHasItInItself(Class<?> inModule) throws Exception {
        String module =
                inModule.getProtectionDomain().getCodeSource().getLocation().toString();

        assertThat(Collections.list(inModule.getClassLoader().getResources("META-INF/LICENSE")))
                .extracting(URL::toString)
                .anyMatch(license -> license.contains(module));
    }
}
