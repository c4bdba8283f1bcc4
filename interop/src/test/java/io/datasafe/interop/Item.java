package io.datasafe.interop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code item}, as Hibernate sees it. */
@Entity
@Table(name = "item")
class Item {
    @Id
    private int id;

    protected Item() {}

    Item(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }
}
