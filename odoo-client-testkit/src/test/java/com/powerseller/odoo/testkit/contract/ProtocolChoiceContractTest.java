package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** AUTO picks the best protocol. */
@EnumSource(value = Protocol.class, names = "AUTO")
class ProtocolChoiceContractTest extends ContractTest {
    private OdooClient auto(Credentials credentials) {
        return run.builder(protocol, admin()).credentials(credentials).build();
    }

    @Test
    void autoIsJson2WithAKey() {
        try (OdooClient client = auto(Credentials.apiKey(admin().login(), admin().apiKey()))) {
            assertThat(client.protocol()).isEqualTo(Protocol.JSON2);
            assertThat(client.uid()).isEqualTo(admin().uid());
        }
    }

    @Test
    void autoIsJson2WithAKeyAlone() {
        try (OdooClient client = auto(Credentials.apiKey(admin().apiKey()))) {
            assertThat(client.protocol()).isEqualTo(Protocol.JSON2);
            assertThat(client.uid()).isEqualTo(admin().uid());
        }
    }

    @Test
    void autoIsJsonRpcWithAPassword() {
        try (OdooClient client = auto(Credentials.password(admin().login(), admin().password()))) {
            assertThat(client.protocol()).isEqualTo(Protocol.JSON_RPC);
            assertThat(client.uid()).isEqualTo(admin().uid());
        }
    }
}
