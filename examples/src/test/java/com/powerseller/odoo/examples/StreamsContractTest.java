package com.powerseller.odoo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.model.RecordView;
import com.powerseller.odoo.models.IrAttachment;
import com.powerseller.odoo.models.MailMessage;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.query.Query;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams of models whose searches are Odoo's own against a real Odoo 19: whatever the size of the pages, they give what a list does. */
@Tag("real-odoo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamsContractTest {
    @AutoClose
    private final RealServer server = RealServer.copyOfTheTemplate();

    @BeforeAll
    void postMessages() {
        try (OdooClient odoo = server.client(Protocol.JSON2)) {
            long partner =
                    odoo.model(ResPartner.TYPE).create(ResPartner.values().name("Acme"));
            long order = odoo.model(SaleOrder.TYPE).create(SaleOrder.values().partnerId(partner));
            for (int i = 0; i < 5; i++) {
                odoo.model(SaleOrder.TYPE).postMessage(order, "An order that employees may not see");
                odoo.model(SaleOrder.TYPE).postMessage(order, "An order that employees may not see");
                odoo.model(ResPartner.TYPE).postMessage(partner, "A contact that they may");
            }
            odoo.model(IrAttachment.TYPE)
                    .create(Stream.of("a.txt", "b.txt", "c.txt")
                            .map(name -> IrAttachment.values().name(name).datas(new byte[] {1}))
                            .toList());
        }
    }

    private static <M extends RecordView> List<Long> streamed(Query<M> query, int page) {
        try (Stream<M> records = query.stream(page)) {
            return records.map(record -> record.record().id()).toList();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void allMessagesThatAUserMaySeeAreThere(Protocol protocol) {
        try (OdooClient odoo = server.employee(protocol)) {
            Query<MailMessage> messages =
                    odoo.model(MailMessage.TYPE).search(MailMessage.MODEL.in("res.partner", "sale.order"));
            List<Long> all = messages.ids().stream().sorted().toList();
            assertThat(all).hasSizeGreaterThanOrEqualTo(5);
            for (int page : new int[] {1, 2, 3, 1000}) {
                assertThat(streamed(messages.select(MailMessage.BODY), page)).isEqualTo(all);
            }
            Query<MailMessage> ordered = messages.select(MailMessage.MODEL).orderBy(MailMessage.ID.desc());
            assertThat(ordered.limit(4).list())
                    .extracting(MailMessage::id)
                    .containsExactlyElementsOf(ordered.ids().subList(0, 4));
            assertThat(ordered.limit(4).ids()).isEqualTo(ordered.ids().subList(0, 4));
            assertThat(messages.select(MailMessage.MODEL).first()).isPresent();
            assertThat(odoo.model(MailMessage.TYPE)
                            .search(MailMessage.ID.ge(all.get(1)))
                            .exists())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void filesOfBinaryFieldsAreNotAmongTheAttachments(Protocol protocol) {
        try (OdooClient odoo = server.client(protocol)) {
            Query<IrAttachment> attachments = odoo.model(IrAttachment.TYPE).search();
            List<Long> all = attachments.ids().stream().sorted().toList();
            assertThat(all).hasSizeGreaterThan(2);
            assertThat(attachments.count()).isEqualTo(all.size());
            for (int page : new int[] {1, 2, 1000}) {
                assertThat(streamed(attachments.select(IrAttachment.NAME), page))
                        .isEqualTo(all);
            }
        }
    }
}
