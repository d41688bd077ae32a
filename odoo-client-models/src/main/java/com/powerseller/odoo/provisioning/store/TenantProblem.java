package com.powerseller.odoo.provisioning.store;

import java.time.Instant;

/**
 * Why a tenant's state cannot be derived, so that it stays at its last one. Immutable.
 *
 * @param tenant the tenant's key
 * @param code a short name of the problem, which programs can tell problems by
 * @param sentence what is wrong and what to do, for people
 * @param since since when it has had the problem of this code, by the store's clock
 */
public record TenantProblem(String tenant, String code, String sentence, Instant since) {}
