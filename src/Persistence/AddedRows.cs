using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Slotline.Domain.Notifications;
using Slotline.Domain.Requests;

namespace Slotline.Persistence;

/// <summary>
/// Stores what acts add most, without what a saving by the mapper costs beside its statements: one statement a row,
/// prepared, all in one round trip. Tables, columns and conversions are the model's own.
/// </summary>
internal static class AddedRows
{
    /// <summary>In the order of their foreign keys.</summary>
    private static readonly Type[] Kinds =
    [
        typeof(AppointmentRequest), typeof(Appointment), typeof(AppointmentRequestEvent), typeof(IdempotencyKey),
        typeof(PortalNotification), typeof(Mail),
    ];

    private static readonly ConditionalWeakTable<IModel, Insertion[]> Known = [];

    /// <summary>Stores what is tracked; false, with nothing stored, where it is more than such rows.</summary>
    public static async Task<bool> TryStoreAsync(SlotlineContext db, CancellationToken cancellationToken)
    {
        var rows = new List<(int Kind, object Row)>();
        foreach (var entry in db.ChangeTracker.Entries().Where(entry => entry.State != EntityState.Unchanged))
        {
            var kind = Array.IndexOf(Kinds, entry.Metadata.ClrType);
            if (kind < 0 || entry.State != EntityState.Added) return false;
            rows.Add((kind, entry.Entity));
        }

        var insertions = Known.GetValue(db.Model, model => Array.ConvertAll(Kinds, kind => new Insertion(model, kind)));
        rows.Sort((one, other) => one.Kind.CompareTo(other.Kind));
        if (db.Database.GetDbConnection() is NpgsqlConnection connection)
            await StoreAsync(connection, insertions, rows, cancellationToken);
        else
            await StoreAsync(db, insertions, rows, cancellationToken);
        return true;
    }

    private static async Task StoreAsync(
        NpgsqlConnection connection,
        Insertion[] insertions,
        List<(int Kind, object Row)> rows,
        CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        await using var maker = connection.CreateCommand();
        foreach (var (kind, row) in rows)
        {
            var command = new NpgsqlBatchCommand(insertions[kind].Text);
            foreach (var value in insertions[kind].Values)
                command.Parameters.Add(value.ParameterOf(maker, "", row));
            batch.BatchCommands.Add(command);
        }

        if (rows.Count > 0) await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task StoreAsync(
        SlotlineContext db,
        Insertion[] insertions,
        List<(int Kind, object Row)> rows,
        CancellationToken cancellationToken)
    {
        foreach (var (kind, row) in rows)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = insertions[kind].Text;
            foreach (var value in insertions[kind].Values)
                command.Parameters.Add(value.ParameterOf(command, value.Name, row));
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>The statement that adds a row of one kind.</summary>
    private sealed class Insertion
    {
        public Insertion(IModel model, Type kind)
        {
            var type = model.FindEntityType(kind)!;
            var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
            var properties = type.GetFlattenedProperties().ToArray();
            Values = [.. properties.Select((property, place) => new Column(property, $"${place + 1}"))];
            Text = $"""
                INSERT INTO {table.Name} ({string.Join(", ", properties.Select(p => p.GetColumnName(table)))})
                VALUES ({string.Join(", ", Values.Select(value => value.Name))})
                """;
        }

        public string Text { get; }

        public IReadOnlyList<Column> Values { get; }
    }

    /// <summary>A column, and where its value is in the row.</summary>
    private sealed class Column(IProperty property, string name)
    {
        private readonly RelationalTypeMapping _mapping = property.GetRelationalTypeMapping();
        private readonly IClrPropertyGetter _value = property.GetGetter();

        /// <summary>Of the value that it is a part of and that may be missing.</summary>
        private readonly IClrPropertyGetter? _whole =
            property.DeclaringType is IComplexType { ComplexProperty: { IsNullable: true } whole }
                ? whole.GetGetter() : null;

        public string Name { get; } = name;

        public DbParameter ParameterOf(DbCommand command, string name, object row)
        {
            var isMissing = _whole is not null && _whole.GetClrValueUsingContainingEntity(row) is null;
            var value = isMissing ? null : _value.GetClrValueUsingContainingEntity(row);
            return _mapping.CreateParameter(command, name, value, nullable: true);
        }
    }
}
