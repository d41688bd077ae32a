package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.error.UserErrorException;
import org.junit.jupiter.api.Test;

/** Which exception it is does not depend on the language of Odoo's messages. */
class FrenchErrorsContractTest extends ErrorsContractTest {
    @Override
    OdooClient odoo() {
        return super.odoo().withLang("fr_FR");
    }

    @Override
    OdooClient employee() {
        return super.employee().withLang("fr_FR");
    }

    @Test
    void theMessageIsInTheLanguageOfTheContext() {
        assertThat(failure(UserErrorException.class, () -> call("raise_error", "user"))
                        .serverMessage())
                .isEqualTo("Une erreur de l'utilisateur.");
        assertThat(failure(AccessErrorException.class, () -> call("raise_error", "access"))
                        .serverMessage())
                .isEqualTo("Une erreur d'accès.");
    }
}
