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

    /** The targets of this run with their protocols: the real server, or the fakes if {@code odoo.contract.fakes} is true. */
    static Stream<Arguments> withProtocols() {
        List<Targets> targets = Boolean.getBoolean("odoo.contract.fakes") ? List.of(FAKE_18, FAKE_19) : List.of(REAL);
        return targets.stream()
                .flatMap(target -> Stream.of(Protocol.JSON2, Protocol.JSON_RPC, Protocol.XML_RPC)
                        .filter(protocol -> target != FAKE_18 || protocol != Protocol.JSON2)
                        .map(protocol -> Arguments.of(target, protocol)));
    }

    boolean isFake() {
        return this != REAL;
    }

    ContractTarget start() {
        return switch (this) {
            case FAKE_18 -> FakeTarget.start("18.0");
            case FAKE_19 -> FakeTarget.start("19.0");
            case REAL -> RealOdoo.start();
        };
    }

    @Override
    public String toString() {
        return shown;
    }
}
