package com.powerseller.odoo.examples;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Tls;
import com.powerseller.odoo.model.Model;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.TextField;
import com.powerseller.odoo.models.ResCountry;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.query.Aggregate;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Granularity;
import com.powerseller.odoo.query.Group;
import com.powerseller.odoo.query.Grouping;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Java of the guides, so that it compiles. */
final class GuideSnippets {
    static final ModelType<Record> PROJECT = ModelType.of("project.project");
    static final TextField<Record> TIER = PROJECT.charField("x_studio_tier");

    private GuideSnippets() {}

    static List<SaleOrder> typed(OdooClient odoo) {
        List<SaleOrder> subscriptions = odoo.model(SaleOrder.TYPE)
                .search(SaleOrder.IS_SUBSCRIPTION
                        .isTrue()
                        .and(SaleOrder.PARTNER_ID
                                .dot(ResPartner.COUNTRY_ID)
                                .dot(ResCountry.CODE)
                                .eq("CH")))
                .select(SaleOrder.NAME, SaleOrder.PARTNER_ID, SaleOrder.SUBSCRIPTION_STATE)
                .orderBy(SaleOrder.NAME.asc())
                .limit(50)
                .list();
        return subscriptions;
    }

    static void untyped(OdooClient odoo) {
        Model<Record> projects = odoo.model("project.project");
        for (Record project : projects.search(Domain.of("active", "=", true))
                .select("name", "x_studio_tier")
                .list()) {
            Object tier = project.get("x_studio_tier"); // as it came over the wire: false is "no value"
            System.out.println(tier);
        }
    }

    static void methods(OdooClient odoo, long id, long partner) {
        odoo.call("sale.order", "action_confirm", List.of(List.of(id)));
        odoo.model(SaleOrder.TYPE).call("message_subscribe", List.of(id), Map.of("partner_ids", List.of(partner)));
    }

    static OdooClient connecting(String key) {
        OdooClient odoo = OdooClient.builder()
                .url("https://acme.odoo.com")
                .database("acme")
                .credentials(Credentials.apiKey("saas-app@acme.com", key))
                .build();
        return odoo;
    }

    @SuppressWarnings("AddressSelection") // which of its addresses is the network's business
    static OdooClient behindAProxy(char[] password, String proxyPassword) {
        OdooClient behindAProxy = OdooClient.builder()
                .fromEnvironment(System.getenv())
                .tls(Tls.trusting(Path.of("company-ca.pem")).withClientCertificate(Path.of("saas-app.p12"), password))
                .proxy(ProxySelector.of(new InetSocketAddress("proxy.acme.example", 3128)))
                .proxyLogin("saas-app", proxyPassword)
                .build();
        return behindAProxy;
    }

    static List<ResPartner> customers(OdooClient odoo) {
        List<ResPartner> customers = odoo.model(ResPartner.TYPE)
                .search(ResPartner.IS_COMPANY
                        .isTrue()
                        .and(ResPartner.COUNTRY_ID.dot(ResCountry.CODE).in("CH", "AT")))
                .select(ResPartner.NAME, ResPartner.EMAIL, ResPartner.PARENT_ID)
                .orderBy(ResPartner.NAME.asc())
                .limit(100)
                .list();
        return customers;
    }

    static void stream(OdooClient odoo) {
        try (Stream<ResPartner> partners = odoo.model(ResPartner.TYPE).search().select(ResPartner.EMAIL).stream()) {
            partners.forEach(partner -> System.out.println(partner.email()));
        }
    }

    static void groups(OdooClient odoo) {
        Grouping<SaleOrder, Ref<ResPartner>> byCustomer = Grouping.by(SaleOrder.PARTNER_ID);
        Grouping<SaleOrder, Instant> byMonth = Grouping.by(SaleOrder.DATE_ORDER, Granularity.MONTH);
        Aggregate<SaleOrder, BigDecimal> total = Aggregate.sum(SaleOrder.AMOUNT_TOTAL);
        for (Group<SaleOrder> group : odoo.model(SaleOrder.TYPE)
                .search(SaleOrder.STATE.eq(SaleOrder.State.SALE))
                .groupBy(byCustomer, byMonth)
                .aggregate(total)
                .list()) {
            System.out.println(
                    group.key(byCustomer) + " " + group.key(byMonth) + " " + group.get(total) + " " + group.count());
        }
    }

    static Map<Long, ResPartner> related(OdooClient odoo) {
        List<SaleOrder> orders =
                odoo.model(SaleOrder.TYPE).search().select(SaleOrder.PARTNER_ID).list();
        Map<Long, ResPartner> partners =
                odoo.model(ResPartner.TYPE).related(orders, SaleOrder.PARTNER_ID, ResPartner.EMAIL);
        return partners;
    }
}
