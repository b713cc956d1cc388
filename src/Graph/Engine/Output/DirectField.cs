using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Slotline.Graph.Engine.Building;

namespace Slotline.Graph.Engine.Output;

/// <summary>
/// A field that is written straight from its object. Only what cannot fail is: an automatic property, whose getter
/// runs no code, with a value that its type allows.
/// </summary>
internal abstract class DirectField
{
    public abstract bool CanWrite(object source);

    public abstract void Write(ref JsonWriter writer, object source);

    /// <summary>Null when the property runs code of its own, or is of a type that only the engine writes.</summary>
    public static DirectField? Of(PropertyInfo property, Shape shape)
    {
        if (!IsAutomatic(property) || property.ReflectedType!.IsValueType || ValueWriters.Of(shape) is not { } writer)
            return null;

        var type = typeof(DirectValue<,>).MakeGenericType(property.ReflectedType, property.PropertyType);
        var getter = property.GetMethod!.CreateDelegate(
            typeof(Func<,>).MakeGenericType(property.ReflectedType, property.PropertyType));
        return (DirectField)Activator.CreateInstance(type, getter, writer)!;
    }

    public static bool IsAutomatic(PropertyInfo property) =>
        property.GetMethod?.GetCustomAttribute<CompilerGeneratedAttribute>() is not null;
}

internal sealed class DirectValue<TSource, TValue>(Func<TSource, TValue> get, ValueWriter<TValue> value) : DirectField
    where TSource : class
{
    public override bool CanWrite(object source) => value.CanWrite(get((TSource)source));

    public override void Write(ref JsonWriter writer, object source) => value.Write(ref writer, get((TSource)source));
}

/// <summary><c>__typename</c>.</summary>
internal sealed class DirectTypeName(string name) : DirectField
{
    private readonly byte[] _json = Encoding.UTF8.GetBytes($"\"{name}\"");

    public override bool CanWrite(object source) => true;

    public override void Write(ref JsonWriter writer, object source) => writer.Raw(_json);
}

/// <summary>An object all of whose selected fields are direct.</summary>
internal sealed class DirectObject(Func<object, object?> get, SelectionPlan plan, bool isNullable) : DirectField
{
    public override bool CanWrite(object source) => get(source) is { } value ? plan.CanWrite(value) : isNullable;

    public override void Write(ref JsonWriter writer, object source)
    {
        if (get(source) is { } value)
            plan.Write(ref writer, value);
        else
            writer.Null();
    }
}

/// <summary>A list of such objects.</summary>
internal sealed class DirectObjects(Func<object, object?> get, SelectionPlan plan, bool isNullable, bool hasNullable)
    : DirectField
{
    public override bool CanWrite(object source) => get(source) switch
    {
        null => isNullable,
        IList list => CanWrite(list, plan, hasNullable),
        _ => false,
    };

    public override void Write(ref JsonWriter writer, object source)
    {
        if (get(source) is IList list)
            Write(ref writer, list, plan);
        else
            writer.Null();
    }

    public static bool CanWrite(IList list, SelectionPlan plan, bool hasNullable)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is { } item ? !plan.CanWrite(item) : !hasNullable)
                return false;
        }

        return true;
    }

    public static void Write(ref JsonWriter writer, IList list, SelectionPlan plan)
    {
        writer.Raw((byte)'[');
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0)
                writer.Raw((byte)',');
            if (list[i] is { } item)
                plan.Write(ref writer, item);
            else
                writer.Null();
        }

        writer.Raw((byte)']');
    }
}
