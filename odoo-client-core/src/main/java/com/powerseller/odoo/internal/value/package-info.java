/** Values on their way to the wire and back: conversion, JSON, rows. */
@NullMarked
package com.powerseller.odoo.internal.value;

import org.jspecify.annotations.NullMarked;
