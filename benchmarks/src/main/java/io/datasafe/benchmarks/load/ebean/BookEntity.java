package io.datasafe.benchmarks.load.ebean;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** A book. */
@Entity
@Table(name = "book")
@SuppressWarnings("NullAway.Init") // Ebean fills it.
public class BookEntity {
    @Id
    private long id;

    private int year;

    private String title;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "author_id")
    private AuthorEntity author;

    /** Made by Ebean. */
    public BookEntity() {}

    /** {@return the key} */
    public long getId() {
        return id;
    }

    /** {@return when it appeared} */
    public int getYear() {
        return year;
    }

    /** {@return what it is called} */
    public String getTitle() {
        return title;
    }

    /** {@return who wrote it} */
    public AuthorEntity getAuthor() {
        return author;
    }
}
