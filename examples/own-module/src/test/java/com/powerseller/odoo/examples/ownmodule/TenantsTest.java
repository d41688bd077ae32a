package com.powerseller.odoo.examples.ownmodule;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.examples.ownmodule.models.AcmeTenant;
import com.powerseller.odoo.examples.ownmodule.models.ResPartner;
import com.powerseller.odoo.testkit.FakeOdoo;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The generated classes at work; the fake serves the models since their schemas are on the class path. */
class TenantsTest {
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");

    @Test
    void ownModelsAndOwnFieldsAreTyped() {
        try (FakeOdoo fake = FakeOdoo.start();
                OdooClient odoo = fake.connect()) {
            Tenants tenants = new Tenants(odoo);
            tenants.startTrial("Globex GmbH", DAY.plusDays(1));
            long id = tenants.startTrial("Acme AG", DAY);

            assertThat(tenants.trialsEndingBefore(DAY)).isEmpty();
            assertThat(tenants.trialsEndingBefore(DAY.plusDays(1)))
                    .singleElement()
                    .satisfies(tenant -> {
                        assertThat(tenant.id()).isEqualTo(id);
                        assertThat(tenant.partnerId()).isNotNull();
                        assertThat(tenant.state()).isEqualTo(AcmeTenant.State.TRIAL);
                        assertThat(tenant.trialEnd()).isEqualTo(DAY);
                        assertThat(tenant.users()).isEqualTo(5);
                    });
            assertThat(tenants.customers(ResPartner.XStudioTier.BASIC))
                    .extracting(ResPartner::name)
                    .containsExactly("Acme AG", "Globex GmbH");
            assertThat(tenants.customers(ResPartner.XStudioTier.GOLD)).isEmpty();
        }
    }
}
