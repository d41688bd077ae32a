package com.powerseller.odoo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Model;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.testkit.FakeOdoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's lines are those that are compiled and run here. */
class ReadmeTest {
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void theLinesOfTheReadmeWork() {
        try (FakeOdoo fake = FakeOdoo.start()) {
            run(fake.url(), fake.database(), "admin", "fake-api-key");

            try (OdooClient odoo = fake.connect()) {
                assertThat(odoo.model(ResPartner.TYPE)
                                .search(ResPartner.EMAIL.isNotSet())
                                .count())
                        .isEqualTo(1);
            }
        }
    }

    private static void run(String url, String database, String login, String key) {
        // README
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
        // end
    }

    @Test
    void theReadmeShowsTheLinesThatWereRun() throws IOException {
        String source = Files.readString(Path.of("src/test/java/com/powerseller/odoo/examples/ReadmeTest.java"));
        String run =
                source.substring(source.indexOf("// README\n") + "// README\n".length(), source.indexOf("// end\n"));
        Matcher shown = JAVA.matcher(Files.readString(Path.of("../README.md")));

        assertThat(shown.find()).isTrue();
        assertThat(withoutSpace(shown.group(1))).isEqualTo(withoutSpace(run));
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
