package com.powerseller.odoo.internal.xmlrpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserFaultsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Gone.\n(Record: res.partner(33,), User: 2)",
                "Parti.\n(Enregistrement : res.partner(33,), Utilisateur : 2)",
                "没有。\n(记录： sale.order.line(33, 34), 用户： 2)",
                "Two\nlines.\n(R: x_model(1,), U: 1)\n"
            })
    void aMissingRecordIsToldByItsLastLineInAnyLanguage(String text) {
        assertThat(UserFaults.of(2, text).name()).isEqualTo("odoo.exceptions.MissingError");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No.",
                "",
                "See (Record: res.partner(33,), User: 2) above.",
                "('quoted', but no tuple)",
                "(in parentheses)",
                "Name\n(short: x, long: y)"
            })
    void anyOtherTextIsAUserError(String text) {
        assertThat(UserFaults.of(2, text).name()).isEqualTo("odoo.exceptions.UserError");
        assertThat(UserFaults.of(2, text).message()).isEqualTo(text);
    }

    @Test
    void aRedirectIsToldByItsTupleAndSaysItsFirstMember() {
        assertThat(UserFaults.of(2, "(\"It's\\nso \\\\ \", {'type': 'x', 'res_id': 6}, 'Go', None)"))
                .satisfies(fault -> assertThat(fault.name()).isEqualTo("odoo.exceptions.RedirectWarning"))
                .satisfies(fault -> assertThat(fault.message()).isEqualTo("It's\nso \\ "));
        assertThat(UserFaults.of(2, "('Non', 12, 'Aller')").name()).isEqualTo("odoo.exceptions.RedirectWarning");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "('",
                "('a', {",
                "('a', {}, (",
                "', {}, ",
                "\\'",
                "', 1",
                "1",
                "\n(R: a.b(1,), U",
                "\n(a a.b(1, 2), a 1",
                "\n(a a"
            })
    @Timeout(30)
    void aLongTextIsToldApartInOneGo(String unit) {
        for (String start : new String[] {"", "('", "(\"", "('a', ", "('a', {", "\n(R: a.b("}) {
            String text = start + unit.repeat(1_000_000 / unit.length());
            for (String end : new String[] {"!", ")"}) {
                assertThat(UserFaults.of(2, text + end).name()).startsWith("odoo.exceptions.");
            }
        }
        String longIds = "Gone.\n(R: x.y(" + "1, ".repeat(300_000) + "1), U: 1)";
        assertThat(UserFaults.of(2, longIds).name()).isEqualTo("odoo.exceptions.MissingError");
        assertThat(UserFaults.of(2, "('" + "\\'".repeat(300_000) + "', 12, 'Go')")
                        .message())
                .isEqualTo("'".repeat(300_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "('",
                "('a",
                "('a'",
                "('a',",
                "('a', ",
                "('a', )",
                "('a', 1)",
                "('a', {)",
                "('a\\')",
                "('a', {},)"
            })
    void aTupleThatIsCutIsAUserError(String text) {
        assertThat(UserFaults.of(2, text).name()).isEqualTo("odoo.exceptions.UserError");
    }

    @Test
    void otherCodesAreWhatTheySay() {
        assertThat(UserFaults.of(3, "Access Denied").name()).isEqualTo("odoo.exceptions.AccessDenied");
        assertThat(UserFaults.of(4, "no").name()).isEqualTo("odoo.exceptions.AccessError");
        assertThat(UserFaults.of(99, "new").name()).isEqualTo("XML-RPC fault 99");
    }
}
