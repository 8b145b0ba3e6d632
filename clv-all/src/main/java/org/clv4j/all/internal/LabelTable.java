package org.clv4j.all.internal;

import java.util.Arrays;
import java.util.OptionalInt;
import org.clv4j.core.order.CustomerIds;
import org.clv4j.io.Table;
import org.clv4j.segments.behavior.BehaviorSegments;
import org.clv4j.segments.lifecycle.LifecycleStage;
import org.clv4j.segments.lifecycle.LifecycleStages;

/** One row per customer and label: the segments by priority, then the lifecycle stage. */
public final class LabelTable {
  /** In place of a segment. */
  private static final int STAGE = -1;

  private final BehaviorSegments segments;
  private final LifecycleStages stages;

  /** Everybody with an order, a registration or a cart. */
  private final CustomerIds ids;

  /** By customer: the row in the segments, -1 of who has neither order nor cart. */
  private final int[] rowOfCustomer;

  /** By customer: the row in the stages, -1 of who has a cart only. */
  private final int[] stageOfCustomer;

  private int[] customer = new int[16];
  private int[] label = new int[16];
  private int size;

  private LabelTable(BehaviorSegments segments, LifecycleStages stages) {
    this.segments = segments;
    this.stages = stages;
    this.ids = stages.ids().union(segments.columns().ids());
    this.rowOfCustomer = ids.indicesIn(segments.columns().ids());
    this.stageOfCustomer = ids.indicesIn(stages.ids());
  }

  /**
   * The labels of all customers.
   *
   * @param segments who is in which
   * @param stages who is in which
   * @param single whether a customer has one row: the first segment, or the stage of who is in none
   * @return columns {@code customer_id, segment, rule, evidence}
   */
  public static Table of(BehaviorSegments segments, LifecycleStages stages, boolean single) {
    LabelTable table = new LabelTable(segments, stages);
    for (int customer = 0; customer < table.ids.size(); customer++) {
      table.add(customer, single);
    }
    return new Table(table.size)
        .with("customer_id", row -> table.ids.id(table.customer[row]))
        .with("segment", table::segment)
        .with("rule", table::rule)
        .with("evidence", table::evidence);
  }

  private void add(int who, boolean single) {
    int row = rowOfCustomer[who];
    if (single) {
      OptionalInt first = row < 0 ? OptionalInt.empty() : segments.first(row);
      append(who, first.orElse(STAGE));
      return;
    }
    if (row >= 0) {
      for (int segment : segments.indices(row)) {
        append(who, segment);
      }
    }
    append(who, STAGE);
  }

  private void append(int who, int which) {
    if (which == STAGE && stageOfCustomer[who] < 0) {
      return;
    }
    if (size == customer.length) {
      customer = Arrays.copyOf(customer, 2 * size);
      label = Arrays.copyOf(label, 2 * size);
    }
    customer[size] = who;
    label[size++] = which;
  }

  private String segment(int row) {
    return label[row] == STAGE
        ? "Lifecycle: " + stages.stage(stageOfCustomer[customer[row]])
        : segments.rules().segments().get(label[row]).name();
  }

  private String rule(int row) {
    return label[row] == STAGE
        ? stages.stage(stageOfCustomer[customer[row]]).rule()
        : segments.rules().segments().get(label[row]).rule().toString();
  }

  private String evidence(int row) {
    if (label[row] != STAGE) {
      return segments.explain(rowOfCustomer[customer[row]], segment(row)).met();
    }
    LifecycleStage stage = stages.stage(stageOfCustomer[customer[row]]);
    return "reached on " + stages.reached(stageOfCustomer[customer[row]], stage).orElseThrow();
  }
}
