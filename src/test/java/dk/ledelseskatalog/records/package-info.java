/** Lists of records, as others follow and fetch them. */
@org.jspecify.annotations.NullMarked
package dk.ledelseskatalog.records;
