package io.datasafe.benchmarks.load.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** An author. */
@Entity
@Table(name = "author")
@SuppressWarnings("NullAway.Init") // Hibernate fills it.
public class AuthorEntity {
    @Id
    private long id;

    private String name;

    @Column(name = "country_id")
    private long countryId;

    @OneToMany(mappedBy = "author")
    private List<BookEntity> books = new ArrayList<>();

    /** Made by Hibernate. */
    public AuthorEntity() {}

    /** {@return the key} */
    public long getId() {
        return id;
    }

    /** {@return the name} */
    public String getName() {
        return name;
    }

    /** {@return where the author comes from} */
    public long getCountryId() {
        return countryId;
    }

    /** {@return the books, loaded when they are first asked for} */
    public List<BookEntity> getBooks() {
        return books;
    }
}
