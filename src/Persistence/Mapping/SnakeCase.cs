using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Slotline.Persistence.Mapping;

/// <summary>
/// Names tables and columns as people type them at a database's prompt: <c>starts_at</c>, not <c>"StartsAt"</c>.
/// </summary>
internal static class SnakeCase
{
    public static void Apply(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            entity.SetTableName(Convert(entity.GetTableName()!));
            ApplyColumns(entity);
            foreach (var key in entity.GetKeys())
            {
                key.SetName(Convert(key.GetName()!));
            }

            foreach (var foreignKey in entity.GetForeignKeys())
            {
                foreignKey.SetConstraintName(Convert(foreignKey.GetConstraintName()!));
            }

            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(Convert(index.GetDatabaseName()!));
            }
        }
    }

    private static void ApplyColumns(IMutableTypeBase type, string prefix = "")
    {
        foreach (var property in type.GetProperties())
        {
            property.SetColumnName(prefix + Convert(property.Name));
        }

        foreach (var part in type.GetComplexProperties())
        {
            ApplyColumns(part.ComplexType, $"{prefix}{Convert(part.Name)}_");
        }
    }

    private static string Convert(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_' && !char.IsUpper(name[i - 1]))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
