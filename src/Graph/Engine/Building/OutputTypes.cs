using System.Reflection;
using GraphQL.Types;

namespace Slotline.Graph.Engine.Building;

/// <summary>Object types, interfaces and unions of records and their marker interfaces.</summary>
internal sealed class OutputTypes(TypeTable types, AssemblyScan scan, Documentation documentation)
{
    private readonly Dictionary<Type, GraphType> _known = [];
    private readonly Dictionary<string, Type> _names = new(StringComparer.Ordinal);
    private readonly Queue<Action> _unfinished = new();
    private readonly List<Action> _lastly = [];

    public IEnumerable<IGraphType> All => _known.Values;

    public GraphType Get(Type type, string where)
    {
        if (_known.TryGetValue(type, out var known))
            return known;

        GraphType made = type switch
        {
            { IsInterface: true } when type.GetCustomAttribute<UnionTypeAttribute>() is not null => Union(type),
            { IsInterface: true } when type.GetCustomAttribute<InterfaceTypeAttribute>() is not null => Interface(type),
            { IsClass: true, IsAbstract: false } when type != typeof(object) => Object(type),
            _ => throw new InvalidOperationException(
                $"{where} is of type {type.Name}, which is no record, [UnionType] or [InterfaceType]."),
        };
        return made;
    }

    /// <summary>Fills in everything that was reached; what is reached meanwhile too.</summary>
    public void Finish()
    {
        while (_unfinished.TryDequeue(out var fill))
            fill();
        foreach (var action in _lastly)
            action();
    }

    private ObjectGraphType Object(Type type)
    {
        var made = Register(type, new ObjectGraphType { Name = Naming.TypeName(type), Description = Describe(type) });
        made.DeprecationReason = type.GetCustomAttribute<ObsoleteAttribute>()?.Message;
        _unfinished.Enqueue(() =>
        {
            foreach (var property in Members.Properties(type))
                made.AddField(types.Fields.Of(property, made.Name));
            foreach (var method in scan.Extensions[type])
                made.AddField(types.Fields.Extension(method, type, made.Name));
            foreach (var @interface in type.GetInterfaces().Where(IsPartOfSchema))
                Join(@interface, made);
        });
        return made;
    }

    private void Join(Type @interface, ObjectGraphType member)
    {
        var abstraction = Get(@interface, member.Name);
        _lastly.Add(() =>
        {
            if (abstraction is InterfaceGraphType implemented)
            {
                member.AddResolvedInterface(implemented);
                implemented.AddPossibleType(member);
            }
            else
            {
                ((UnionGraphType)abstraction).AddPossibleType(member);
            }
        });
    }

    private InterfaceGraphType Interface(Type type)
    {
        var made =
            Register(type, new InterfaceGraphType { Name = Naming.TypeName(type), Description = Describe(type) });
        made.ResolveType = value => _known.GetValueOrDefault(value.GetType()) as IObjectGraphType;
        _unfinished.Enqueue(() =>
        {
            foreach (var property in Members.Properties(type))
                made.AddField(types.Fields.Promise(property, made.Name));
            ReachMembers(type);
        });
        return made;
    }

    private UnionGraphType Union(Type type)
    {
        var made = Register(type, new UnionGraphType { Name = Naming.TypeName(type), Description = Describe(type) });
        made.ResolveType = value => _known.GetValueOrDefault(value.GetType()) as IObjectGraphType;
        _unfinished.Enqueue(() => ReachMembers(type));
        return made;
    }

    private void ReachMembers(Type @interface)
    {
        foreach (var member in scan.Implementing(@interface))
            Get(member, @interface.Name);
    }

    private TGraphType Register<TGraphType>(Type type, TGraphType made)
        where TGraphType : GraphType
    {
        if (!_names.TryAdd(made.Name, type))
        {
            throw new InvalidOperationException(
                $"{type.FullName} and {_names[made.Name].FullName} would both be {made.Name} in the schema.");
        }

        _known.Add(type, made);
        return made;
    }

    private string? Describe(Type type)
    {
        var item = type.IsGenericType ? Naming.TypeName(type.GetGenericArguments()[0]) : "";
        return type switch
        {
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(Paging.Connection<>) =>
                $"One page of a list of {item}.",
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(Paging.Edge<>) =>
                $"One {item} on a page, with the cursor that stands for its place.",
            _ => documentation.Of(type),
        };
    }

    private static bool IsPartOfSchema(Type @interface) =>
        @interface.GetCustomAttribute<UnionTypeAttribute>() is not null
        || @interface.GetCustomAttribute<InterfaceTypeAttribute>() is not null;
}
