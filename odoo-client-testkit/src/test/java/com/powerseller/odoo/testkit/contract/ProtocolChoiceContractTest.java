package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.testkit.contract.ContractTarget.Role;
import com.powerseller.odoo.testkit.contract.ContractTarget.User;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** AUTO picks the best protocol that server and credentials allow. */
@Tag("real-odoo")
@ExtendWith(ContractRun.Extension.class)
class ProtocolChoiceContractTest {
    private final ContractRun run;
    private final User admin;

    ProtocolChoiceContractTest(ContractRun run) {
        this.run = run;
        this.admin = run.target().user(Role.ADMIN);
    }

    private void picks(Protocol expected, Credentials credentials) {
        try (OdooClient client =
                run.builder(Protocol.AUTO, admin).credentials(credentials).build()) {
            assertThat(client.protocol()).isEqualTo(expected);
            assertThat(client.uid()).isEqualTo(admin.uid());
        }
    }

    @Test
    void autoIsJson2WithAKey() {
        picks(Protocol.JSON2, Credentials.apiKey(admin.login(), admin.apiKey()));
    }

    @Test
    void autoIsJson2WithAKeyAlone() {
        picks(Protocol.JSON2, Credentials.apiKey(admin.apiKey()));
    }

    @Test
    void autoIsJsonRpcWithAPassword() {
        picks(Protocol.JSON_RPC, Credentials.password(admin.login(), admin.password()));
    }
}
