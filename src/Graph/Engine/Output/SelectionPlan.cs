using System.Text;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Slotline.Graph.Engine.Output;

/// <summary>One field of a selection, fragments unfolded and repetitions merged.</summary>
internal sealed class PlanEntry(string name, GraphQLField field, FieldType definition, DirectField? direct)
{
    /// <summary>The name in the answer, as JSON with its colon and the comma before it.</summary>
    public byte[] Name { get; } = Encoding.UTF8.GetBytes($",\"{name}\":");

    public GraphQLField Field { get; } = field;

    public FieldType Definition { get; } = definition;

    /// <summary>How to write it without resolving it; null when it must be resolved.</summary>
    public DirectField? Direct { get; } = direct;
}

/// <summary>
/// What a selection takes of one object type, and which of it can be written straight from the objects.
/// </summary>
internal sealed class SelectionPlan(IReadOnlyList<PlanEntry> entries)
{
    private readonly PlanEntry[] _direct = [.. entries.Where(entry => entry.Direct is not null)];

    public PlanEntry[] Entries { get; } = [.. entries];

    /// <summary>How many fields must be resolved.</summary>
    public int Resolved => Entries.Length - _direct.Length;

    /// <summary>Whether the direct fields of this object hold what their types allow.</summary>
    public bool CanWrite(object source)
    {
        foreach (var entry in _direct)
        {
            if (!entry.Direct!.CanWrite(source))
                return false;
        }

        return true;
    }

    /// <summary>Writes an object of which nothing is resolved.</summary>
    public void Write(ref JsonWriter writer, object source)
    {
        writer.Raw((byte)'{');
        for (var i = 0; i < Entries.Length; i++)
        {
            var entry = Entries[i];
            writer.Raw(i == 0 ? entry.Name.AsSpan(1) : entry.Name);
            entry.Direct!.Write(ref writer, source);
        }

        writer.Raw((byte)'}');
    }
}
