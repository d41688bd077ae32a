package com.powerseller.odoo.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compiler finds what would otherwise fail against a server, or find the wrong records. */
class WrongProgramsTest {
    /** The errors in a statement. */
    private static List<String> errors(String statement) {
        String program = """
                import com.powerseller.odoo.OdooClient;
                import com.powerseller.odoo.model.*;
                import com.powerseller.odoo.models.*;
                import com.powerseller.odoo.query.*;
                import java.math.BigDecimal;
                import java.time.*;
                import java.util.*;

                class Program {
                    void run(OdooClient odoo, List<SaleOrder> orders, Group<SaleOrder> group) {
                        %s;
                    }
                }
                """.formatted(statement);
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("mem:///Program.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return program;
                    }
                };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-proc:none",
                "-Xlint:all",
                "-implicit:none",
                "-d",
                System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"));
        compiler.getTask(null, null, diagnostics, options, null, List.of(source))
                .call();
        // A copy, as to show one may make the compiler find another.
        return List.copyOf(diagnostics.getDiagnostics()).stream()
                .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE
                        // What the class path's annotations refer to is not all there.
                        && diagnostic.getSource() != null
                        && diagnostic.getSource().getName().endsWith("Program.java"))
                .map(Diagnostic::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SaleOrder.AMOUNT_TOTAL.eq(new BigDecimal(\"1.5\"))",
                "SaleOrder.DATE_ORDER.ge(Instant.now())",
                "SaleOrder.PARTNER_ID.dot(ResPartner.COUNTRY_ID).dot(ResCountry.CODE).eq(\"CH\")",
                "SaleOrder.PARTNER_ID.any(ResPartner.NAME.eq(\"x\"))",
                "SaleOrder.STATE.in(SaleOrder.State.SALE, SaleOrder.State.CANCEL)",
                "SaleOrder.PARTNER_ID.childOf(3).and(SaleOrder.NAME.ilike(\"x\"))",
                "odoo.model(SaleOrder.TYPE).search(SaleOrder.NAME.eq(\"x\")).select(SaleOrder.NAME, SaleOrder.PARTNER_ID).orderBy(SaleOrder.NAME.asc()).list()",
                "odoo.model(SaleOrder.TYPE).read(List.of(3L), SaleOrder.NAME)",
                "odoo.model(ResPartner.TYPE).related(orders, SaleOrder.PARTNER_ID, ResPartner.EMAIL)",
                "odoo.model(SaleOrder.TYPE).create(SaleOrder.values().partnerId(3).amountTotal(BigDecimal.ONE))",
                "odoo.model(SaleOrder.TYPE).search().groupBy(Grouping.by(SaleOrder.STATE)).aggregate(Aggregate.sum(SaleOrder.AMOUNT_TOTAL)).list()",
                "SaleOrder.values().orderLine(Command.create(SaleOrderLine.values().name(\"x\")), Command.delete(3), Command.clear())",
                "SaleOrder.values().set(SaleOrder.ORDER_LINE, List.of(Command.clear(), Command.link(3))).partnerId(3)",
                "SaleOrder.values().set(SaleOrder.ORDER_LINE, List.of(3L, 4L))",
                "CrmLead.LEAD_PROPERTIES.integerProperty(\"a1\").gt(3L).and(CrmLead.TEAM_ID.eq(3))",
                "Ref<ResPartner> partner = group.key(Grouping.by(SaleOrder.PARTNER_ID))",
                "BigDecimal total = orders.get(0).amountTotal()"
            })
    void rightProgramsCompileWithoutWarning(String statement) {
        assertThat(errors(statement)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A value of the wrong type.
                "SaleOrder.AMOUNT_TOTAL.eq(\"1.5\")",
                "SaleOrder.AMOUNT_TOTAL.eq(1.5)",
                "ResPartner.NAME.eq(3)",
                "SaleOrder.DATE_ORDER.ge(LocalDate.now())",
                "SaleOrder.DATE_ORDER.ge(\"2026-01-01\")",
                "SaleOrder.PARTNER_ID.eq(\"Acme\")",
                "SaleOrder.PARTNER_ID.eq(Ref.<ResCountry>of(3))",
                "SaleOrder.STATE.eq(\"sale\")",
                "SaleOrder.STATE.eq(SaleOrder.SubscriptionState._3_PROGRESS)",
                // An operator that the type does not have.
                "SaleOrder.AMOUNT_TOTAL.ilike(\"1\")",
                "SaleOrder.NAME.childOf(3)",
                "SaleOrder.NAME.isTrue()",
                "SaleOrder.PARTNER_ID.lt(3)",
                "SaleOrder.ORDER_LINE.asc()",
                // A field of another model.
                "odoo.model(SaleOrder.TYPE).search(ResPartner.NAME.eq(\"x\"))",
                "SaleOrder.NAME.eq(\"x\").and(ResPartner.NAME.eq(\"y\"))",
                "SaleOrder.NAME.eq(\"x\").or(ResPartner.NAME.eq(\"y\").not())",
                "odoo.model(SaleOrder.TYPE).search().select(ResPartner.NAME)",
                "odoo.model(SaleOrder.TYPE).search().select(SaleOrder.NAME, ResPartner.NAME)",
                "odoo.model(SaleOrder.TYPE).search().orderBy(ResPartner.NAME.asc())",
                "odoo.model(SaleOrder.TYPE).read(List.of(3L), ResPartner.NAME)",
                "SaleOrder.PARTNER_ID.any(SaleOrder.NAME.eq(\"x\"))",
                "odoo.model(SaleOrder.TYPE).search().groupBy(Grouping.by(ResPartner.NAME))",
                "group.get(Aggregate.sum(SaleOrderLine.PRICE_TOTAL))",
                // A path over what is no relation, or to a field that the other model has not.
                "SaleOrder.NAME.dot(ResPartner.NAME)",
                "SaleOrder.AMOUNT_TOTAL.dot(ResPartner.NAME)",
                "SaleOrder.PARTNER_ID.dot(SaleOrder.NAME)",
                "SaleOrder.PARTNER_ID.dot(ResPartner.COUNTRY_ID).dot(ResPartner.NAME)",
                "odoo.model(ResCountry.TYPE).related(orders, SaleOrder.PARTNER_ID, ResCountry.CODE)",
                // Values of the wrong type, or of another model.
                "SaleOrder.values().partnerId(\"Acme\")",
                "SaleOrder.values().amountTotal(\"1.5\")",
                "SaleOrder.values().state(SaleOrder.SubscriptionState._3_PROGRESS)",
                "SaleOrder.values().orderLine(SaleOrderLine.values())",
                "SaleOrder.values().orderLine(Command.create(ResPartner.values()))",
                "SaleOrder.values().orderLine(Command.update(3, SaleOrder.values()))",
                "SaleOrder.values().set(SaleOrder.ORDER_LINE, Command.create(ResPartner.values()))",
                "SaleOrder.values().set(SaleOrder.ORDER_LINE, List.of(Command.create(ResPartner.values())))",
                "SaleOrder.values().orderLine(Command.link(Ref.<ResPartner>of(3)))",
                "SaleOrder.values().clear(ResPartner.NAME)",
                "odoo.model(SaleOrder.TYPE).create(ResPartner.values())",
                "odoo.model(SaleOrder.TYPE).update(3, ResPartner.values())",
                // A result of the wrong type.
                "String total = orders.get(0).amountTotal()",
                "LocalDate date = orders.get(0).dateOrder()",
                "Ref<ResCountry> partner = group.key(Grouping.by(SaleOrder.PARTNER_ID))",
                "Aggregate.sum(SaleOrder.NAME)",
                "Grouping.by(SaleOrder.NAME, Granularity.MONTH)"
            })
    void wrongProgramsDoNotCompile(String statement) {
        assertThat(errors(statement)).anyMatch(error -> error.contains("error:"));
    }

    @Test
    void aWrongProgramIsWrongForItsStatementOnly() {
        assertThat(errors("int unused = 0")).isEmpty();
    }
}
