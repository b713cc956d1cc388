using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Slotline.Domain;
using Slotline.Domain.Requests;

namespace Slotline.Persistence;

/// <summary>
/// What the database itself refuses, in the product's words. The domain's checks come first and say it better; these
/// are the last guard.
/// </summary>
internal static class Constraints
{
    /// <summary>The exclusion constraint and the trigger that keep a technician from being booked twice.</summary>
    public const string NoOverlap = "appointments_no_overlap";

    /// <summary>The refusal behind a failed statement; null when it is a fault.</summary>
    public static Refusal? AsRefusal(Exception fault) => fault.GetBaseException() switch
    {
        PostgresException { SqlState: PostgresErrorCodes.ExclusionViolation } => Booking.SlotTaken(),
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => AlreadyExists(),
        SqliteException error when error.Message.Contains(NoOverlap, StringComparison.Ordinal) => Booking.SlotTaken(),
        SqliteException { SqliteExtendedErrorCode: UniqueOnSqlite or PrimaryKeyOnSqlite } => AlreadyExists(),
        DbUpdateConcurrencyException =>
            new Refusal(RefusalCode.StaleVersion, "It changed meanwhile.", "expectedVersion"),
        _ => null,
    };

    /// <summary>
    /// Whether a statement was refused, so that the other acts of the group may well go through without it.
    /// </summary>
    public static bool MayBeOneActsFault(Exception fault) =>
        fault.GetBaseException() is PostgresException or SqliteException or DbUpdateConcurrencyException;

    private const int UniqueOnSqlite = 2067;
    private const int PrimaryKeyOnSqlite = 1555;

    private static Refusal AlreadyExists() => new(RefusalCode.AlreadyExists, "There is one like it already.");
}
