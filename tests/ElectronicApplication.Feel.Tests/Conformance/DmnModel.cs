using System.Xml.Linq;

namespace ElectronicApplication.Feel.Tests.Conformance;

/// <summary>An element of a model: an input, a decision, a business knowledge model, a decision service.</summary>
/// <param name="Prefix">The name of the import through which another model sees it; null for a model's own.</param>
internal sealed record DmnElement(DmnModel Model, XElement Xml, string? Prefix = null)
{
    public string Name => (string?)Xml.Child("variable")?.Attribute("name") ?? (string?)Xml.Attribute("name") ?? "";

    public string Kind => Xml.Name.LocalName;

    public string? TypeRef => (string?)Xml.Child("variable")?.Attribute("typeRef");
}

/// <summary>A DMN file (1.1 to 1.5, whose differences in namespace do not matter here) with the files it imports.</summary>
internal sealed class DmnModel
{
    private readonly XElement _root;
    private readonly Dictionary<string, XElement> _byId = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Namespace, DmnModel Model)> _imports = [];
    private readonly Dictionary<XElement, DmnLogic> _logic = [];

    private DmnModel(string path, Dictionary<string, DmnModel> loaded)
    {
        loaded[path] = this;
        _root = XDocument.Load(path).Root!;
        foreach (var element in _root.Elements().Where(element => element.Attribute("id") is not null))
            _byId[(string)element.Attribute("id")!] = element;
        foreach (var import in _root.Children("import"))
            if (Imported(import, path, loaded) is { } model)
                _imports.Add(((string?)import.Attribute("name") ?? "", (string?)import.Attribute("namespace") ?? "", model));
        Types = new DmnTypes(this, _root.Children("itemDefinition"));
    }

    public DmnTypes Types { get; }

    /// <summary>What the model could not say in FEEL, for the report.</summary>
    public List<string> Complaints { get; } = [];

    public static DmnModel Load(string path) => new(Path.GetFullPath(path), []);

    public DmnModel? Import(string name) => _imports.Find(import => import.Name == name).Model;

    /// <summary>An element by its name, which may begin with that of an import; or by its name in the model of a namespace.</summary>
    public DmnElement? Find(string name, string? space = null)
    {
        if (space is not null && space != _root.Get("namespace"))
            return _imports.Select(import => import.Model.Find(name, space)).FirstOrDefault(found => found is not null);
        var own = _root.Elements().FirstOrDefault(element => element.Get("name") == name
            && (element.Name.LocalName is "decision" or "inputData" or "businessKnowledgeModel" or "decisionService"));
        if (own is not null)
            return new DmnElement(this, own);
        foreach (var (prefix, _, model) in _imports)
            // What an import without a name brings goes by its own name.
            if ((prefix.Length == 0 ? model.Find(name) : name.StartsWith(prefix + ".", StringComparison.Ordinal) ? model.Find(name[(prefix.Length + 1)..]) : null) is { } found)
                return found with { Prefix = prefix };
        return null;
    }

    /// <summary>What a requirement points at: <c>#id</c> here, <c>namespace#id</c> in an imported model.</summary>
    public DmnElement? Resolve(string href)
    {
        var at = href.LastIndexOf('#');
        var (place, id) = at < 0 ? ("", href) : (href[..at], href[(at + 1)..]);
        foreach (var (name, space, model) in _imports)
            if (place == space && model._byId.TryGetValue(id, out var imported))
                return new DmnElement(model, imported, name);
        return _byId.TryGetValue(id, out var own) ? new DmnElement(this, own) : null;
    }

    public DmnLogic LogicOf(DmnElement element)
    {
        if (!_logic.TryGetValue(element.Xml, out var logic))
            _logic[element.Xml] = logic = DmnLogic.Compile(element with { Prefix = null });
        return logic;
    }

    private static DmnModel? Imported(XElement import, string path, Dictionary<string, DmnModel> loaded)
    {
        var folder = Path.GetDirectoryName(path)!;
        var space = (string?)import.Attribute("namespace");
        var file = import.Attribute("locationURI") is { Value: var location } && File.Exists(Path.Combine(folder, location))
            ? Path.GetFullPath(Path.Combine(folder, location))
            : Directory.EnumerateFiles(folder, "*.dmn").FirstOrDefault(other => other != path && (string?)XDocument.Load(other).Root!.Attribute("namespace") == space);
        return file is null ? null : loaded.TryGetValue(file, out var known) ? known : new DmnModel(file, loaded);
    }
}

/// <summary>Elements by their name without the namespace, which changes with each version of DMN.</summary>
internal static class DmnXml
{
    /// <summary>The elements that hold an expression (DMN 1.5, 7.3).</summary>
    private static readonly string[] Expressions =
        ["literalExpression", "context", "list", "relation", "invocation", "functionDefinition", "decisionTable", "conditional", "filter", "for", "some", "every"];

    public static IEnumerable<XElement> Children(this XElement element, string name) => element.Elements().Where(child => child.Name.LocalName == name);

    public static XElement? Child(this XElement? element, string name) => element?.Children(name).FirstOrDefault();

    public static string? Text(this XElement? element, string child) => element.Child(child)?.Value.Trim();

    public static string? Get(this XElement? element, string attribute) => (string?)element?.Attribute(attribute);

    public static XElement? Expression(this XElement? element) => element?.Elements().FirstOrDefault(child => Expressions.Contains(child.Name.LocalName));
}
