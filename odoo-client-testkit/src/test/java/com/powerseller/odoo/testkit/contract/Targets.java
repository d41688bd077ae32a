package com.powerseller.odoo.testkit.contract;

import com.powerseller.odoo.Protocol;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The servers that the contract can be held against. */
enum Targets {
    FAKE_18("fake 18.0"),
    FAKE_19("fake 19.0"),
    REAL("real");

    private final String shown;

    Targets(String shown) {
        this.shown = shown;
    }

    /**
     * The targets of this run with their protocols: the fakes, or a real server if {@code odoo.contract.targets} is {@code real} and {@code odoo.contract.fakes} is not true.
     */
    static Stream<Arguments> withProtocols() {
        boolean isReal = "real".equals(System.getProperty("odoo.contract.targets"))
                && !Boolean.getBoolean("odoo.contract.fakes");
        List<Targets> targets = isReal ? List.of(REAL) : List.of(FAKE_18, FAKE_19);
        return targets.stream()
                .flatMap(target -> Stream.of(Protocol.JSON2, Protocol.JSON_RPC, Protocol.XML_RPC)
                        .filter(protocol -> target.isSince19() || protocol != Protocol.JSON2)
                        .map(protocol -> Arguments.of(target, protocol)));
    }

    private boolean isSince19() {
        return switch (this) {
            case FAKE_18 -> false;
            case FAKE_19 -> true;
            case REAL -> !System.getProperty("odoo.contract.series", "19.0").matches("1[0-8]\\..*");
        };
    }

    boolean isFake() {
        return this != REAL;
    }

    ContractTarget start() {
        return switch (this) {
            case FAKE_18 -> FakeTarget.start("18.0");
            case FAKE_19 -> FakeTarget.start("19.0");
            case REAL ->
                System.getProperty("odoo.contract.url") == null ? RealOdoo.start() : GivenServer.fromProperties();
        };
    }

    @Override
    public String toString() {
        return shown;
    }
}
