package com.powerseller.odoo.examples.ownmodule;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.examples.ownmodule.models.AcmeTenant;
import com.powerseller.odoo.examples.ownmodule.models.ResPartner;
import java.time.LocalDate;
import java.util.List;

/** The tenants that a company keeps in a module of its own ({@code acme.tenant}), for customers with a tier of its own ({@code x_studio_tier}). */
public final class Tenants {
    private final OdooClient odoo;

    /** The tenants of a database; the client is the caller's to close. */
    public Tenants(OdooClient odoo) {
        this.odoo = odoo;
    }

    /** Starts the trial of a new customer and returns the tenant's id. Two requests. */
    public long startTrial(String company, LocalDate end) {
        long customer = odoo.model(ResPartner.TYPE)
                .create(ResPartner.values().name(company).isCompany(true).xStudioTier(ResPartner.XStudioTier.BASIC));
        return odoo.model(AcmeTenant.TYPE)
                .create(AcmeTenant.values()
                        .name(company)
                        .partnerId(customer)
                        .state(AcmeTenant.State.TRIAL)
                        .trialEnd(end)
                        .users(5));
    }

    /** The customers of a tier, by name. One request. */
    public List<ResPartner> customers(ResPartner.XStudioTier tier) {
        return odoo.model(ResPartner.TYPE)
                .search(ResPartner.X_STUDIO_TIER.eq(tier))
                .select(ResPartner.NAME, ResPartner.EMAIL, ResPartner.X_STUDIO_TIER)
                .orderBy(ResPartner.NAME.asc())
                .list();
    }

    /** The tenants whose trial ends before a day, the earliest first. One request. */
    public List<AcmeTenant> trialsEndingBefore(LocalDate day) {
        return odoo.model(AcmeTenant.TYPE)
                .search(AcmeTenant.STATE.eq(AcmeTenant.State.TRIAL).and(AcmeTenant.TRIAL_END.lt(day)))
                .select(
                        AcmeTenant.NAME,
                        AcmeTenant.PARTNER_ID,
                        AcmeTenant.STATE,
                        AcmeTenant.TRIAL_END,
                        AcmeTenant.USERS)
                .orderBy(AcmeTenant.TRIAL_END.asc())
                .list();
    }
}
