package com.powerseller.odoo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Model;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.testkit.FakeOdoo;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's lines do what it says. {@link DocumentationTest} holds that they are the same lines. */
class ReadmeTest {
    @Test
    void theLinesOfTheReadmeWork() {
        try (FakeOdoo fake = FakeOdoo.start()) {
            run(fake.url(), fake.database(), "admin", "fake-api-key");

            try (OdooClient odoo = fake.connect()) {
                assertThat(odoo.model(ResPartner.TYPE)
                                .search(ResPartner.NAME.eq("Acme AG").and(ResPartner.EMAIL.isNotSet()))
                                .count())
                        .isEqualTo(1);
            }
        }
    }

    private static void run(String url, String database, String login, String key) {
        try (OdooClient odoo = OdooClient.builder()
                .url(url)
                .database(database)
                .credentials(Credentials.apiKey(login, key))
                .build()) {
            Model<ResPartner> partners = odoo.model(ResPartner.TYPE);
            long id = partners.create(
                    ResPartner.values().name("Acme AG").isCompany(true).email("hello@acme.example"));
            List<ResPartner> companies = partners.search(
                            ResPartner.IS_COMPANY.isTrue().and(ResPartner.EMAIL.isSet()))
                    .select(ResPartner.NAME, ResPartner.EMAIL)
                    .orderBy(ResPartner.NAME.asc())
                    .list();
            companies.forEach(company -> System.out.println(company.name() + " " + company.email()));
            partners.update(id, ResPartner.values().email(null)); // clears it
        }
    }
}
