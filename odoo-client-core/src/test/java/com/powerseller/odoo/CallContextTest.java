package com.powerseller.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.testserver.StubOdoo;
import com.powerseller.odoo.testserver.Wire;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallContextTest {
    @Test
    void eachMethodGivesAnotherContextAndLeavesThisOneAlone() {
        CallContext empty = CallContext.empty();
        CallContext full = empty.lang("fr_CH")
                .timeZone(ZoneId.of("Europe/Zurich"))
                .companies(3, 1, 2)
                .activeTest(false)
                .with("default_type", null);
        assertThat(empty.asMap()).isEmpty();
        assertThat(full.asMap())
                .containsEntry("lang", "fr_CH")
                .containsEntry("tz", "Europe/Zurich")
                .containsEntry("allowed_company_ids", List.of(3L, 1L, 2L))
                .containsEntry("active_test", false)
                .containsEntry("default_type", null);
        assertThat(full.lang("de_CH").asMap()).containsEntry("lang", "de_CH");
        assertThat(full).isEqualTo(full.with("default_type", null)).hasSameHashCodeAs(full.lang("fr_CH"));
        assertThat(full.with("token", "s3cr3t").toString())
                .doesNotContain("s3cr3t")
                .contains("token");
    }

    @Test
    void theContextTravelsWithTheCallAndTheCallsOwnEntriesWin() throws Exception {
        try (StubOdoo odoo = StubOdoo.answering(Wire.JSON2, 1L);
                OdooClient client =
                        odoo.client().context(CallContext.empty().lang("fr_CH")).build()) {
            client.call("res.partner", "write", List.of(List.of(1L)));
            client.call("res.partner", "write", List.of(List.of(1L)), Map.of("context", Map.of("lang", "de_CH")));
            client.withContext(CallContext.empty()).call("res.partner", "write", List.of(List.of(1L)));
            client.withCompany(2).withArchived().call("res.partner", "write", List.of(List.of(1L)));

            assertThat(odoo.calls().get(0).body()).contains("\"context\":{\"lang\":\"fr_CH\"}");
            assertThat(odoo.calls().get(1).body()).contains("\"context\":{\"lang\":\"de_CH\"}");
            assertThat(odoo.calls().get(2).body()).doesNotContain("context");
            assertThat(odoo.calls().get(3).body())
                    .contains("\"lang\":\"fr_CH\"", "\"allowed_company_ids\":[2]", "\"active_test\":false");
            assertThat(client.context().asMap()).containsOnlyKeys("lang");
        }
    }
}
