package org.clv4j.models.evaluate;

import java.util.IdentityHashMap;
import java.util.List;
import org.clv4j.models.transaction.TransactionModel;

/** The model of each customer: the same for all, or with covariates one for those who agree. */
final class RowModels {
  private final List<TransactionModel> models;
  private final int[] modelOf;

  private RowModels(List<TransactionModel> models, int[] modelOf) {
    this.models = models;
    this.modelOf = modelOf;
  }

  static RowModels same(TransactionModel model) {
    return new RowModels(List.of(model), new int[0]);
  }

  /** By row; the same object for those who agree. */
  static RowModels of(List<TransactionModel> byRow) {
    IdentityHashMap<TransactionModel, Integer> numbers = new IdentityHashMap<>();
    int[] modelOf =
        byRow.stream()
            .mapToInt(model -> numbers.computeIfAbsent(model, unused -> numbers.size()))
            .toArray();
    TransactionModel[] models = new TransactionModel[numbers.size()];
    numbers.forEach((model, number) -> models[number] = model);
    return new RowModels(List.of(models), modelOf);
  }

  boolean areSame() {
    return models.size() == 1;
  }

  /** Customers with the same number have the same model. */
  int number(int row) {
    return areSame() ? 0 : modelOf[row];
  }

  TransactionModel at(int row) {
    return models.get(number(row));
  }
}
