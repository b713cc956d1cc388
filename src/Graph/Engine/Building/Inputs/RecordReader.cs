using System.Reflection;
using GraphQL.Types;

namespace Slotline.Graph.Engine.Building.Inputs;

/// <summary>One field of an input record: a positional parameter, or an init property.</summary>
internal sealed record RecordMember(
    FieldType Field, PropertyInfo Property, ParameterInfo? Parameter, bool IsNullable, ValueReader Reader)
{
    /// <summary>Whether the input says something of it; null says the default where C# has no null.</summary>
    public bool TryRead(IDictionary<string, object?> values, InputPath path, out object? read)
    {
        read = null;
        if (!values.TryGetValue(Field.Name, out var value))
            return false;
        if (value is null && !IsNullable)
            value = Field.DefaultValue;
        read = Reader.Read(value, path.Field(Field.Name));
        return true;
    }
}

/// <summary>Makes an input record. What was left out keeps what C# gives it.</summary>
internal sealed class RecordReader(ConstructorInfo constructor, IReadOnlyList<RecordMember> members)
{
    private readonly RecordMember[] _properties = [.. members.Where(member => member.Parameter is null)];
    private readonly (ParameterInfo Parameter, RecordMember? Member)[] _parameters = [.. constructor.GetParameters()
        .Select(parameter => (parameter, members.FirstOrDefault(member => member.Parameter == parameter)))];

    public object Read(IDictionary<string, object?> values, InputPath path)
    {
        var arguments = new object?[_parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            var (parameter, member) = _parameters[i];
            arguments[i] = member is not null && member.TryRead(values, path, out var value)
                ? value
                : parameter.HasDefaultValue ? parameter.DefaultValue : EmptyOf(parameter.ParameterType);
        }

        var record = constructor.Invoke(arguments);
        foreach (var member in _properties)
        {
            if (member.TryRead(values, path, out var value))
                member.Property.SetValue(record, value);
        }

        return record;
    }

    private static object? EmptyOf(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;
}
