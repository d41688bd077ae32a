package com.powerseller.odoo.benchmarks;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.SerializedString;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.models.ResCountry;
import com.powerseller.odoo.models.ResPartner;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;

/** One of {@link Partners} as an object written by hand, with what {@link ResPartner} has for the same fields. */
record Contact(
        @Nullable Long id,
        @Nullable String name,
        @Nullable String email,
        @Nullable Ref<ResPartner> parentId,
        @Nullable Ref<ResCountry> countryId,
        List<Long> childIds,
        List<Long> categoryId,
        boolean isCompany,
        @Nullable Long color,
        @Nullable Double partnerLatitude,
        @Nullable Double creditLimit,
        @Nullable Instant writeDate,
        ResPartner.@Nullable Type type,
        @Nullable String comment) {
    /** The fields after the id, in the order of the rows. */
    static final List<Field<ResPartner, ?>> FIELDS = List.of(
            ResPartner.NAME,
            ResPartner.EMAIL,
            ResPartner.PARENT_ID,
            ResPartner.COUNTRY_ID,
            ResPartner.CHILD_IDS,
            ResPartner.CATEGORY_ID,
            ResPartner.IS_COMPANY,
            ResPartner.COLOR,
            ResPartner.PARTNER_LATITUDE,
            ResPartner.CREDIT_LIMIT,
            ResPartner.WRITE_DATE,
            ResPartner.TYPE_,
            ResPartner.COMMENT);

    private static final SerializedString ID = new SerializedString("id");
    private static final SerializedString NAME = new SerializedString("name");
    private static final SerializedString EMAIL = new SerializedString("email");
    private static final SerializedString PARENT_ID = new SerializedString("parent_id");
    private static final SerializedString COUNTRY_ID = new SerializedString("country_id");
    private static final SerializedString CHILD_IDS = new SerializedString("child_ids");
    private static final SerializedString CATEGORY_ID = new SerializedString("category_id");
    private static final SerializedString IS_COMPANY = new SerializedString("is_company");
    private static final SerializedString COLOR = new SerializedString("color");
    private static final SerializedString PARTNER_LATITUDE = new SerializedString("partner_latitude");
    private static final SerializedString CREDIT_LIMIT = new SerializedString("credit_limit");
    private static final SerializedString WRITE_DATE = new SerializedString("write_date");
    private static final SerializedString TYPE = new SerializedString("type");
    private static final SerializedString COMMENT = new SerializedString("comment");

    /** By hand, from the stream. */
    static Contact read(JsonParser json) throws IOException {
        return new Contact(
                BareModels.integer(json, ID),
                BareModels.text(json, NAME),
                BareModels.text(json, EMAIL),
                BareModels.many2one(json, PARENT_ID),
                BareModels.many2one(json, COUNTRY_ID),
                BareModels.x2many(json, CHILD_IDS),
                BareModels.x2many(json, CATEGORY_ID),
                BareModels.flag(json, IS_COMPANY),
                BareModels.integer(json, COLOR),
                BareModels.floating(json, PARTNER_LATITUDE),
                BareModels.floating(json, CREDIT_LIMIT),
                BareModels.datetime(json, WRITE_DATE),
                BareModels.selection(json, TYPE, ResPartner.Type::of),
                BareModels.text(json, COMMENT));
    }

    /** The same values of the generated model. */
    static Contact of(ResPartner partner) {
        return new Contact(
                partner.id(),
                partner.name(),
                partner.email(),
                partner.parentId(),
                partner.countryId(),
                partner.childIds(),
                partner.categoryId(),
                partner.isCompany(),
                partner.color(),
                partner.partnerLatitude(),
                partner.creditLimit(),
                partner.writeDate(),
                partner.type(),
                partner.comment());
    }

    /** Uses each value once. */
    void use(Blackhole hole) {
        hole.consume(id);
        hole.consume(name);
        hole.consume(email);
        hole.consume(parentId);
        hole.consume(countryId);
        hole.consume(childIds);
        hole.consume(categoryId);
        hole.consume(isCompany);
        hole.consume(color);
        hole.consume(partnerLatitude);
        hole.consume(creditLimit);
        hole.consume(writeDate);
        hole.consume(type);
        hole.consume(comment);
    }

    /** Calls each accessor of the generated model once. */
    static void use(ResPartner partner, Blackhole hole) {
        hole.consume(partner.id());
        hole.consume(partner.name());
        hole.consume(partner.email());
        hole.consume(partner.parentId());
        hole.consume(partner.countryId());
        hole.consume(partner.childIds());
        hole.consume(partner.categoryId());
        hole.consume(partner.isCompany());
        hole.consume(partner.color());
        hole.consume(partner.partnerLatitude());
        hole.consume(partner.creditLimit());
        hole.consume(partner.writeDate());
        hole.consume(partner.type());
        hole.consume(partner.comment());
    }
}
