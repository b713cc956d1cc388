using GraphQL.Types;

namespace Slotline.Graph.Engine.Scalars;

/// <summary>Float, which JSON can only write when it is a number.</summary>
internal sealed class FloatScalar : FloatGraphType
{
    public FloatScalar() => Name = "Float";

    public override object? Serialize(object? value) =>
        base.Serialize(value) is double number && !double.IsFinite(number)
            ? throw new InvalidOperationException("Float cannot carry what is not a number.")
            : base.Serialize(value);
}
