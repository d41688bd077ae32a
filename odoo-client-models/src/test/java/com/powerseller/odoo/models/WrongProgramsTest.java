package com.powerseller.odoo.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiler finds what would otherwise fail against a server, or find the wrong records. */
class WrongProgramsTest {
    /** The compiler's word for a value that is not of the type that is needed, also as the only argument that does not fit. */
    private static final String VALUE = "compiler.err.prob.found.req";
    /** For arguments that do not fit the only method of the name. */
    private static final String ARGUMENT = "compiler.err.cant.apply.symbol";
    /** For arguments that fit none of the methods of the name. */
    private static final String ARGUMENTS = "compiler.err.cant.apply.symbols";
    /** For a method that is not there. */
    private static final String NO_METHOD = "compiler.err.cant.resolve.location.args";

    /** A wrong statement, what the compiler says of it, and the nearest one that is right. */
    private record Program(String wrong, String error, String right) {}

    private static Program wrong(String wrong, String error, String right) {
        return new Program(wrong, error, right);
    }

    private static final List<Program> PROGRAMS = List.of(
            // A value of the wrong type.
            wrong("SaleOrder.AMOUNT_TOTAL.eq(\"1.5\")", VALUE, "SaleOrder.AMOUNT_TOTAL.eq(new BigDecimal(\"1.5\"))"),
            wrong("SaleOrder.AMOUNT_TOTAL.eq(1.5)", VALUE, "SaleOrder.AMOUNT_TOTAL.eq(BigDecimal.valueOf(1.5))"),
            wrong("SaleOrder.AMOUNT_TOTAL.in(\"1.5\")", ARGUMENTS, "SaleOrder.AMOUNT_TOTAL.in(BigDecimal.ONE)"),
            wrong("ResPartner.NAME.eq(3)", VALUE, "ResPartner.NAME.eq(\"3\")"),
            wrong("ResPartner.COLOR.gt(\"3\")", VALUE, "ResPartner.COLOR.gt(3L)"),
            wrong("ResPartner.IS_COMPANY.eq(\"true\")", VALUE, "ResPartner.IS_COMPANY.eq(true)"),
            wrong("SaleOrder.DATE_ORDER.ge(LocalDate.now())", VALUE, "SaleOrder.DATE_ORDER.ge(Instant.now())"),
            wrong(
                    "SaleOrder.DATE_ORDER.ge(\"2026-01-01\")",
                    VALUE,
                    "SaleOrder.DATE_ORDER.ge(Instant.parse(\"2026-01-01T00:00:00Z\"))"),
            wrong("SaleOrder.VALIDITY_DATE.lt(Instant.now())", VALUE, "SaleOrder.VALIDITY_DATE.lt(LocalDate.now())"),
            wrong("SaleOrder.PARTNER_ID.eq(\"Acme\")", ARGUMENTS, "SaleOrder.PARTNER_ID.eq(3)"),
            wrong(
                    "SaleOrder.PARTNER_ID.eq(Ref.<ResCountry>of(3))",
                    ARGUMENTS,
                    "SaleOrder.PARTNER_ID.eq(Ref.<ResPartner>of(3))"),
            wrong("SaleOrder.PARTNER_ID.in(List.of(\"Acme\"))", VALUE, "SaleOrder.PARTNER_ID.in(List.of(3L))"),
            wrong("SaleOrder.STATE.eq(\"sale\")", VALUE, "SaleOrder.STATE.eq(SaleOrder.State.SALE)"),
            wrong(
                    "SaleOrder.STATE.eq(SaleOrder.SubscriptionState._3_PROGRESS)",
                    VALUE,
                    "SaleOrder.SUBSCRIPTION_STATE.eq(SaleOrder.SubscriptionState._3_PROGRESS)"),
            wrong(
                    "SaleOrder.STATE.in(SaleOrder.State.SALE, AccountMove.State.POSTED)",
                    ARGUMENT,
                    "SaleOrder.STATE.in(SaleOrder.State.SALE, SaleOrder.State.CANCEL)"),
            wrong(
                    "SaleOrder.PARTNER_ID.dot(ResPartner.COLOR).eq(\"3\")",
                    VALUE,
                    "SaleOrder.PARTNER_ID.dot(ResPartner.COLOR).eq(3L)"),
            wrong(
                    "CrmLead.LEAD_PROPERTIES.integerProperty(\"a1\").gt(\"3\")",
                    VALUE,
                    "CrmLead.LEAD_PROPERTIES.integerProperty(\"a1\").gt(3L).and(CrmLead.TEAM_ID.eq(3))"),
            // An operator that the type does not have.
            wrong("SaleOrder.AMOUNT_TOTAL.ilike(\"1\")", NO_METHOD, "SaleOrder.NAME.ilike(\"1\")"),
            wrong("SaleOrder.NAME.childOf(3)", NO_METHOD, "SaleOrder.PARTNER_ID.childOf(3)"),
            wrong("SaleOrder.NAME.isTrue()", NO_METHOD, "SaleOrder.LOCKED.isTrue()"),
            wrong(
                    "SaleOrder.NAME.any(ResPartner.NAME.eq(\"x\"))",
                    NO_METHOD,
                    "SaleOrder.PARTNER_ID.any(ResPartner.NAME.eq(\"x\"))"),
            wrong("SaleOrder.PARTNER_ID.lt(3)", NO_METHOD, "SaleOrder.AMOUNT_TOTAL.lt(BigDecimal.ONE)"),
            wrong("SaleOrder.ORDER_LINE.eq(3)", NO_METHOD, "SaleOrder.ORDER_LINE.contains(3)"),
            wrong("SaleOrder.ORDER_LINE.asc()", NO_METHOD, "SaleOrder.PARTNER_ID.asc()"),
            // A field of another model.
            wrong(
                    "odoo.model(SaleOrder.TYPE).search(ResPartner.NAME.eq(\"x\"))",
                    VALUE,
                    "odoo.model(SaleOrder.TYPE).search(SaleOrder.NAME.eq(\"x\"))"),
            wrong(
                    "odoo.model(SaleOrder.TYPE).search(SaleOrder.PARTNER_ID.dot(ResPartner.COUNTRY_ID).eq(3).and(ResPartner.NAME.eq(\"x\")))",
                    VALUE,
                    "odoo.model(SaleOrder.TYPE).search(SaleOrder.PARTNER_ID.dot(ResPartner.COUNTRY_ID).eq(3).and(SaleOrder.NAME.eq(\"x\")))"),
            wrong(
                    "SaleOrder.NAME.eq(\"x\").and(ResPartner.NAME.eq(\"y\"))",
                    VALUE,
                    "SaleOrder.NAME.eq(\"x\").and(SaleOrder.NAME.eq(\"y\"))"),
            wrong(
                    "SaleOrder.NAME.eq(\"x\").or(ResPartner.NAME.eq(\"y\").not())",
                    VALUE,
                    "SaleOrder.NAME.eq(\"x\").or(SaleOrder.NAME.eq(\"y\").not())"),
            wrong(
                    "odoo.model(SaleOrder.TYPE).search().select(ResPartner.NAME)",
                    ARGUMENTS,
                    "odoo.model(SaleOrder.TYPE).search().select(SaleOrder.NAME)"),
            wrong(
                    "odoo.model(SaleOrder.TYPE).search().select(SaleOrder.NAME, ResPartner.NAME)",
                    ARGUMENTS,
                    "odoo.model(SaleOrder.TYPE).search().select(SaleOrder.NAME, SaleOrder.PARTNER_ID)"),
            wrong(
                    "odoo.model(SaleOrder.TYPE).search().select(List.of(ResPartner.NAME))",
                    ARGUMENTS,
                    "odoo.model(SaleOrder.TYPE).search().select(List.of(SaleOrder.NAME))"),
            wrong(
                    "odoo.model(SaleOrder.TYPE).search().orderBy(ResPartner.NAME.asc())",
                    VALUE,
                    "odoo.model(SaleOrder.TYPE).search().orderBy(SaleOrder.NAME.asc())"),
            wrong(
                    "odoo.model(SaleOrder.TYPE).search().orderBy(SaleOrder.NAME.asc()).orderBy(ResPartner.COUNTRY_ID.desc())",
                    VALUE,
                    "odoo.model(SaleOrder.TYPE).search().orderBy(SaleOrder.NAME.asc()).orderBy(SaleOrder.PARTNER_ID.desc())"),
            wrong(
                    "odoo.model(SaleOrder.TYPE).read(List.of(3L), ResPartner.NAME)",
                    ARGUMENTS,
                    "odoo.model(SaleOrder.TYPE).read(List.of(3L), SaleOrder.NAME)"),
            wrong(
                    "SaleOrder.PARTNER_ID.any(SaleOrder.NAME.eq(\"x\"))",
                    VALUE,
                    "SaleOrder.PARTNER_ID.any(ResPartner.NAME.eq(\"x\"))"),
            wrong(
                    "SaleOrder.ORDER_LINE.notAny(SaleOrder.NAME.eq(\"x\"))",
                    VALUE,
                    "SaleOrder.ORDER_LINE.notAny(SaleOrderLine.NAME.eq(\"x\"))"),
            wrong(
                    "SaleOrder.PARTNER_ID.any(ResPartner.COUNTRY_ID.any(ResPartner.NAME.eq(\"x\")))",
                    VALUE,
                    "SaleOrder.PARTNER_ID.any(ResPartner.COUNTRY_ID.any(ResCountry.NAME.eq(\"x\")))"),
            wrong(
                    "odoo.model(SaleOrder.TYPE).search().groupBy(Grouping.by(ResPartner.NAME))",
                    ARGUMENTS,
                    "odoo.model(SaleOrder.TYPE).search().groupBy(Grouping.by(SaleOrder.STATE)).aggregate(Aggregate.sum(SaleOrder.AMOUNT_TOTAL)).list()"),
            wrong(
                    "group.get(Aggregate.sum(SaleOrderLine.PRICE_TOTAL))",
                    ARGUMENT,
                    "group.get(Aggregate.sum(SaleOrder.AMOUNT_TOTAL))"),
            // A path over what is no relation, or to a field that the other model has not.
            wrong("SaleOrder.NAME.dot(ResPartner.NAME)", NO_METHOD, "SaleOrder.PARTNER_ID.dot(ResPartner.NAME)"),
            wrong(
                    "SaleOrder.AMOUNT_TOTAL.dot(ResPartner.NAME)",
                    NO_METHOD,
                    "SaleOrder.PARTNER_ID.dot(ResPartner.NAME)"),
            wrong("SaleOrder.PARTNER_ID.dot(SaleOrder.NAME)", ARGUMENTS, "SaleOrder.PARTNER_ID.dot(ResPartner.NAME)"),
            wrong(
                    "SaleOrder.PARTNER_ID.dot(ResPartner.COUNTRY_ID).dot(ResPartner.NAME)",
                    ARGUMENTS,
                    "SaleOrder.PARTNER_ID.dot(ResPartner.COUNTRY_ID).dot(ResCountry.CODE).eq(\"CH\")"),
            wrong(
                    "SaleOrder.PARTNER_ID.dot(ResPartner.NAME).dot(ResCountry.CODE)",
                    NO_METHOD,
                    "SaleOrder.PARTNER_ID.dot(ResPartner.COUNTRY_ID).dot(ResCountry.CODE)"),
            wrong(
                    "odoo.model(ResCountry.TYPE).related(orders, SaleOrder.PARTNER_ID, ResCountry.CODE)",
                    ARGUMENT,
                    "odoo.model(ResPartner.TYPE).related(orders, SaleOrder.PARTNER_ID, ResPartner.EMAIL)"),
            // Values of the wrong type, or of another model.
            wrong("SaleOrder.values().partnerId(\"Acme\")", ARGUMENTS, "SaleOrder.values().partnerId(3)"),
            wrong(
                    "SaleOrder.values().partnerId(Ref.<ResCountry>of(3))",
                    ARGUMENTS,
                    "SaleOrder.values().partnerId(Ref.<ResPartner>of(3))"),
            wrong(
                    "SaleOrder.values().set(SaleOrder.PARTNER_ID, Ref.<ResCountry>of(3))",
                    ARGUMENTS,
                    "SaleOrder.values().set(SaleOrder.PARTNER_ID, Ref.<ResPartner>of(3))"),
            wrong(
                    "SaleOrder.values().amountTotal(\"1.5\")",
                    VALUE,
                    "SaleOrder.values().amountTotal(new BigDecimal(\"1.5\"))"),
            wrong(
                    "SaleOrder.values().dateOrder(LocalDate.now())",
                    VALUE,
                    "SaleOrder.values().dateOrder(Instant.now())"),
            wrong("SaleOrder.values().isSubscription(null)", VALUE, "SaleOrder.values().isSubscription(false)"),
            wrong(
                    "SaleOrder.values().state(SaleOrder.SubscriptionState._3_PROGRESS)",
                    VALUE,
                    "SaleOrder.values().state(SaleOrder.State.SALE)"),
            wrong(
                    "SaleOrder.values().set(ResPartner.NAME, \"x\")",
                    ARGUMENTS,
                    "SaleOrder.values().set(SaleOrder.NAME, \"x\")"),
            wrong(
                    "SaleOrder.values().set(SaleOrder.AMOUNT_TOTAL, \"1.5\")",
                    ARGUMENTS,
                    "SaleOrder.values().set(SaleOrder.AMOUNT_TOTAL, new BigDecimal(\"1.5\"))"),
            wrong(
                    "SaleOrder.values().name(\"x\").email(\"y\")",
                    NO_METHOD,
                    "SaleOrder.values().name(\"x\").clientOrderRef(\"y\")"),
            wrong("SaleOrder.values().clear(ResPartner.NAME)", VALUE, "SaleOrder.values().clear(SaleOrder.NAME)"),
            wrong(
                    "odoo.model(SaleOrder.TYPE).create(ResPartner.values())",
                    ARGUMENTS,
                    "odoo.model(SaleOrder.TYPE).create(SaleOrder.values().partnerId(3).amountTotal(BigDecimal.ONE))"),
            wrong(
                    "odoo.model(SaleOrder.TYPE).create(List.of(ResPartner.values()))",
                    ARGUMENTS,
                    "odoo.model(SaleOrder.TYPE).create(List.of(SaleOrder.values()))"),
            wrong(
                    "odoo.model(SaleOrder.TYPE).update(3, ResPartner.values())",
                    ARGUMENTS,
                    "odoo.model(SaleOrder.TYPE).update(3, SaleOrder.values())"),
            // What Odoo computes and does not store: there is no method for it.
            wrong(
                    "SaleOrder.values().createDate(Instant.now())",
                    NO_METHOD,
                    "SaleOrder.values().dateOrder(Instant.now())"),
            wrong("SaleOrder.values().displayName(\"x\")", NO_METHOD, "SaleOrder.values().name(\"x\")"),
            wrong("SaleOrder.values().id(3)", NO_METHOD, "SaleOrder.values().partnerId(3)"),
            // A command for another model.
            wrong(
                    "SaleOrder.values().orderLine(SaleOrderLine.values())",
                    ARGUMENT,
                    "SaleOrder.values().orderLine(Command.create(SaleOrderLine.values().name(\"x\")), Command.delete(3), Command.clear())"),
            wrong(
                    "SaleOrder.values().orderLine(Command.create(ResPartner.values()))",
                    ARGUMENT,
                    "SaleOrder.values().orderLine(Command.create(SaleOrderLine.values()))"),
            wrong(
                    "SaleOrder.values().orderLine(Command.update(3, SaleOrder.values()))",
                    ARGUMENT,
                    "SaleOrder.values().orderLine(Command.update(3, SaleOrderLine.values()))"),
            wrong(
                    "SaleOrder.values().orderLine(Command.link(Ref.<ResPartner>of(3)))",
                    ARGUMENT,
                    "SaleOrder.values().orderLine(Command.link(Ref.<SaleOrderLine>of(3)))"),
            wrong(
                    "SaleOrder.values().orderLine(Command.create(SaleOrderLine.values()), Command.create(ResPartner.values()))",
                    ARGUMENT,
                    "SaleOrder.values().orderLine(Command.create(SaleOrderLine.values()), Command.create(SaleOrderLine.values()))"),
            wrong(
                    "SaleOrder.values().set(SaleOrder.ORDER_LINE, Command.create(ResPartner.values()))",
                    ARGUMENTS,
                    "SaleOrder.values().set(SaleOrder.ORDER_LINE, Command.create(SaleOrderLine.values())).partnerId(3)"),
            wrong(
                    "SaleOrder.values().set(SaleOrder.ORDER_LINE, List.of(Command.create(ResPartner.values())))",
                    ARGUMENTS,
                    "SaleOrder.values().set(SaleOrder.ORDER_LINE, List.of(Command.clear(), Command.link(3))).partnerId(3)"),
            wrong(
                    "SaleOrder.values().set(SaleOrder.ORDER_LINE, List.of(\"3\"))",
                    ARGUMENTS,
                    "SaleOrder.values().set(SaleOrder.ORDER_LINE, List.of(3L, 4L))"),
            // A result of the wrong type.
            wrong(
                    "String total = orders.get(0).amountTotal()",
                    VALUE,
                    "BigDecimal total = orders.get(0).amountTotal()"),
            wrong("LocalDate date = orders.get(0).dateOrder()", VALUE, "Instant date = orders.get(0).dateOrder()"),
            wrong(
                    "Ref<ResCountry> partner = orders.get(0).partnerId()",
                    VALUE,
                    "Ref<ResPartner> partner = orders.get(0).partnerId()"),
            wrong(
                    "SaleOrder.SubscriptionState state = orders.get(0).state()",
                    VALUE,
                    "SaleOrder.State state = orders.get(0).state()"),
            wrong(
                    "List<ResPartner> partners = odoo.model(SaleOrder.TYPE).search().select(SaleOrder.NAME).list()",
                    VALUE,
                    "List<SaleOrder> partners = odoo.model(SaleOrder.TYPE).search().select(SaleOrder.NAME).list()"),
            wrong(
                    "Ref<ResCountry> partner = group.key(Grouping.by(SaleOrder.PARTNER_ID))",
                    VALUE,
                    "Ref<ResPartner> partner = group.key(Grouping.by(SaleOrder.PARTNER_ID))"),
            wrong("Aggregate.sum(SaleOrder.NAME)", ARGUMENT, "Aggregate.sum(SaleOrder.AMOUNT_TOTAL)"),
            wrong(
                    "Grouping.by(SaleOrder.NAME, Granularity.MONTH)",
                    ARGUMENTS,
                    "Grouping.by(SaleOrder.DATE_ORDER, Granularity.MONTH)"));

    /** The errors and warnings by line of all wrong statements, and of all right ones. */
    private static final List<List<String>> WRONG =
            compile(PROGRAMS.stream().map(Program::wrong).toList());

    private static final List<List<String>> RIGHT =
            compile(PROGRAMS.stream().map(Program::right).toList());

    static Stream<Arguments> programs() {
        return IntStream.range(0, PROGRAMS.size()).mapToObj(i -> Arguments.of(i, PROGRAMS.get(i)));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("programs")
    void aWrongProgramDoesNotCompileForTheReasonThatItIsWrong(int line, Program program) {
        assertThat(WRONG.get(line)).containsExactly(program.error());
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("programs")
    void theNearestRightProgramCompilesWithoutWarning(int line, Program program) {
        assertThat(RIGHT.get(line)).isEmpty();
    }

    /** What the compiler says of each statement, all compiled in one program; what it says of anything else fails. */
    private static List<List<String>> compile(List<String> statements) {
        List<String> lines = new ArrayList<>(List.of(
                "import com.powerseller.odoo.OdooClient;",
                "import com.powerseller.odoo.model.*;",
                "import com.powerseller.odoo.models.*;",
                "import com.powerseller.odoo.query.*;",
                "import java.math.BigDecimal;",
                "import java.time.*;",
                "import java.util.*;",
                "class Program {"));
        int first = lines.size() + 1;
        for (int i = 0; i < statements.size(); i++) {
            lines.add("void run" + i + "(OdooClient odoo, List<SaleOrder> orders, Group<SaleOrder> group) { "
                    + statements.get(i) + "; }");
        }
        lines.add("}");
        String program = String.join("\n", lines);
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("mem:///Program.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return program;
                    }
                };
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-proc:none",
                "-Xlint:all",
                "-Xmaxerrs",
                "1000",
                "-Xmaxwarns",
                "1000",
                "-implicit:none",
                "-d",
                System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"));
        ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostics, options, null, List.of(source))
                .call();
        List<List<String>> found = new ArrayList<>();
        statements.forEach(statement -> found.add(new ArrayList<>()));
        // A copy, as to show one may make the compiler find another.
        for (Diagnostic<? extends JavaFileObject> diagnostic : List.copyOf(diagnostics.getDiagnostics())) {
            // What the class path's annotations refer to is not all there.
            JavaFileObject where = diagnostic.getSource();
            if (diagnostic.getKind() != Diagnostic.Kind.NOTE
                    && where != null
                    && where.getName().endsWith("Program.java")) {
                int line = (int) diagnostic.getLineNumber() - first;
                if (line < 0 || line >= statements.size()) {
                    throw new AssertionError(diagnostic.toString());
                }
                found.get(line).add(diagnostic.getCode());
            }
        }
        return found;
    }
}
