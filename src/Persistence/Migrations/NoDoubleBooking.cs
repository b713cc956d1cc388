namespace Slotline.Persistence.Migrations;

/// <summary>
/// No technician has two live appointments at once, whoever writes: the last guard behind the domain's own check.
/// Half-open, so back-to-back is no overlap.
/// </summary>
internal static class NoDoubleBooking
{
    public const string OnPostgres = $"""
        CREATE EXTENSION IF NOT EXISTS btree_gist;
        ALTER TABLE appointments ADD CONSTRAINT {Constraints.NoOverlap}
            EXCLUDE USING gist (technician_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
            WHERE (status <> 'Cancelled');
        """;

    public const string OnSqliteInsert = $"""
        CREATE TRIGGER {Constraints.NoOverlap}_insert BEFORE INSERT ON appointments
        WHEN NEW.status <> 'Cancelled' AND {Overlapping}
        BEGIN SELECT RAISE(ABORT, '{Constraints.NoOverlap}'); END;
        """;

    public const string OnSqliteUpdate = $"""
        CREATE TRIGGER {Constraints.NoOverlap}_update
        BEFORE UPDATE OF technician_id, starts_at, ends_at, status ON appointments
        WHEN NEW.status <> 'Cancelled' AND {Overlapping}
        BEGIN SELECT RAISE(ABORT, '{Constraints.NoOverlap}'); END;
        """;

    /// <summary>What the trigger looks through: the live appointments of one technician, by start.</summary>
    public const string OnSqliteIndex =
        "CREATE INDEX ix_appointments_live ON appointments (technician_id, starts_at, ends_at) WHERE status <> 'Cancelled';";

    private const string Overlapping = """
        EXISTS (SELECT 1 FROM appointments AS other WHERE other.technician_id = NEW.technician_id
            AND other.id <> NEW.id AND other.status <> 'Cancelled'
            AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at)
        """;
}
