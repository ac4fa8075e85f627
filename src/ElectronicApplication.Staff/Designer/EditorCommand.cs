using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer;

/// <summary>What a post to the editor wants, as edits.</summary>
internal sealed record EditorCommand(IReadOnlyList<DefinitionEdit> Edits)
{
    private const int MaxSelected = 1_000;
    private const string AsksToRename = "識別名はまだ変えていません。変えると、公開中の版の回答は、新しい項目へ引き継がれません。それでも変えるときは「識別名を変える」を押してください。";

    /// <summary>The element to select when nothing was edited; null to stay.</summary>
    public string? At { get; private init; }

    public IReadOnlyDictionary<string, string> Errors { get; private init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, ConditionDraft> Unfinished { get; private init; } = new Dictionary<string, ConditionDraft>();

    public bool CanForce { get; private init; }

    /// <summary>After moving, the same fields are likely to be moved again.</summary>
    public bool KeepsSelection { get; private init; }

    public static IReadOnlySet<string> Selected(IFormCollection form) => form["sel"].Where(s => s is { Length: > 0 and <= 200 }).Select(s => s!).Take(MaxSelected).ToHashSet();

    /// <param name="view">The design as it stands now.</param>
    /// <param name="before">As the person had it before them.</param>
    public static EditorCommand Read(EditorView view, EditorView before, IFormCollection form, string? changed, bool typing)
    {
        var (verb, argument) = form["op"].ToString() is var op && op.IndexOf(':') is var colon and >= 0 ? (op[..colon], op[(colon + 1)..]) : (op, "");
        var at = view.Place.At;
        var selected = Selected(form);
        // What was ticked; nothing ticked: the element that is open. Pages stay out of mixed selections.
        List<string> targets = selected.Count > 0 ? [.. view.Outline.Pages.SelectMany(p => Entries(p)).Where(selected.Contains)] : at.Length > 0 ? [at] : [];
        return verb switch
        {
            "addPage" => new([new AddPage(PageOf(view, at), Label(form, "新しいページ"))]),
            "addField" when FieldPalette.Parse(argument) is { } type => AddField(view, form, type, at),
            // The Enter key in the box for the name.
            "addNamed" => Label(form, "").Length > 0 ? AddField(view, form, FieldType.Text, at) : new([]),
            "dropNew" when FieldPalette.Parse(argument) is { } type && form["into"].ToString() is { Length: > 0 and <= 200 } into => new([new AddField(into, Number(form["index"].ToString()), type, Named(form, type))]),
            "duplicate" when targets.Count > 0 => new([new Duplicate(targets)]),
            "remove" or "force" when targets is [var page] && page.StartsWith("page/", StringComparison.Ordinal) => new([new RemovePage(page[5..], verb == "force")]) { CanForce = verb == "remove" },
            "remove" or "force" when targets.Count > 0 => new([new Remove(targets, verb == "force")]) { CanForce = verb == "remove" },
            "up" or "down" when targets.Count > 0 => Shift(view, targets, verb == "up" ? -1 : 1),
            "move" when targets.Count > 0 && form["into"].ToString() is { Length: > 0 and <= 200 } into => new([new Move(targets, into, null)]) { KeepsSelection = true },
            "drop" => Drop(form, targets),
            "addOption" => new([new AddOption(at)]),
            "dropOption" or "optionUp" or "optionDown" => Option(view, before, verb, at, Number(argument)),
            "clearGuess" => new([new Set(at, "x-guess", null)]),
            "select" => new([]) { At = at },
            _ => Properties(view, before, form, at, changed, op, typing),
        };
    }

    private static EditorCommand AddField(EditorView view, IFormCollection form, FieldType type, string at)
    {
        var label = Named(form, type);
        foreach (var page in view.Outline.Pages)
        {
            if (at == "page/" + page.Id)
                return new([new AddField(at, null, type, label)]);
            for (var i = 0; i < page.Fields.Count; i++)
            {
                var field = page.Fields[i];
                if (at == "field/" + field.Id)
                    return field.Type == FieldType.Group && type != FieldType.Group ? new([new AddField(at, null, type, label)]) : new([new AddField("page/" + page.Id, i + 1, type, label)]);
                for (var j = 0; j < field.Fields.Count; j++)
                    if (at == "field/" + field.Fields[j].Id)
                        return new([new AddField("field/" + field.Id, j + 1, type, label)]);
            }
        }
        return view.Outline.Pages is [.., var last] ? new([new AddField("page/" + last.Id, null, type, label)]) : new([]);
    }

    /// <summary>Each selected element changes its place with its neighbour.</summary>
    private static EditorCommand Shift(EditorView view, List<string> targets, int by)
    {
        var pages = view.Outline.Pages;
        if (targets is [var only] && only.StartsWith("page/", StringComparison.Ordinal))
            return IndexOf(pages, p => "page/" + p.Id == only) is var at and >= 0 && at + by >= 0 && at + by < pages.Count ? new([new MovePage(only[5..], at + by)]) : new([]);
        foreach (var page in pages)
        {
            if (Moved(page.Fields, "page/" + page.Id) is { } top)
                return top;
            foreach (var group in page.Fields)
                if (Moved(group.Fields, "field/" + group.Id) is { } inner)
                    return inner;
        }
        return new([]);

        EditorCommand? Moved(IReadOnlyList<OutlineField> fields, string into)
        {
            var first = IndexOf(fields, f => targets.Contains("field/" + f.Id));
            if (first < 0)
                return null;
            // The index is counted without those that move.
            var index = Math.Clamp(first + by, 0, fields.Count);
            return new([new Move([.. targets.Where(t => fields.Any(f => "field/" + f.Id == t))], into, index)]) { KeepsSelection = true };
        }
    }

    /// <summary>Dragged before another element, or to the end of a page or group.</summary>
    private static EditorCommand Drop(IFormCollection form, List<string> targets)
    {
        var dragged = form["dragged"].ToString();
        if (dragged.Length is 0 or > 200 || form["into"].ToString() is not { Length: > 0 and <= 200 } into || Number(form["index"].ToString()) is not { } index)
            return new([]);
        if (dragged.StartsWith("page/", StringComparison.Ordinal))
            return new([new MovePage(dragged[5..], index)]);
        return new([new Move(targets.Contains(dragged) ? targets : [dragged], into, index)]) { KeepsSelection = true };
    }

    private static EditorCommand Option(EditorView view, EditorView before, string verb, string at, int? index)
    {
        if (OptionsPost.Place(Options(before), Options(view), index) is not { } place)
            return new([]) { Errors = new Dictionary<string, string> { [$"o.{index}.label"] = PlaceNow.Lost } };
        return verb switch
        {
            "dropOption" => new([new RemoveOption(at, place)]),
            "optionUp" => new(place > 0 ? [new MoveOption(at, place, place - 1)] : []),
            _ => new([new MoveOption(at, place, place + 1)]),
        };

        JsonArray? Options(EditorView of) => ElementJson.Find(of.Design.Tree, at)?["options"] as JsonArray;
    }

    private static EditorCommand Properties(EditorView view, EditorView before, IFormCollection form, string at, string? changed, string command, bool typing)
    {
        if (ElementJson.Find(before.Design.Tree, at) is not { } element || form["_panel"] != at)
            return new([]);
        // Where the element has gone, saving the edits says so.
        var now = ElementJson.Find(view.Design.Tree, at) ?? element;
        var groups = at.StartsWith("page/", StringComparison.Ordinal) ? FieldProperties.OfPage : FieldProperties.Of(FieldPalette.Parse(element["type"]?.ToString()) ?? FieldType.Text);
        var post = PropertyPost.Read(form, element, now, at, groups, view.Sketch.Plan, changed, command);
        var edits = post.Edits;
        if (FieldPalette.Parse(form["p.type"].ToString()) is { } type && FieldPalette.Name(type) != element["type"]?.ToString())
            edits.Add(new Set(at, "type", FieldPalette.Name(type)));
        // An id is settled when the box is left, not at every letter.
        if (!typing && NewId(form, element, view) is { } id)
        {
            // Published answers are known by this name.
            if (view.Design.BasedOnVersion is null || command == "rename" || !at.StartsWith("field/", StringComparison.Ordinal))
                edits.Add(new RenameId(at, id));
            else
                post.Errors["p.id"] = AsksToRename;
        }
        return new(edits) { Errors = post.Errors, Unfinished = post.Unfinished };
    }

    /// <summary>The id that the author typed; or, while it is still the one that was made up, one from the name that the field was just given.</summary>
    private static string? NewId(IFormCollection form, JsonObject element, EditorView view)
    {
        var before = element["id"]?.ToString() ?? "";
        if (form["p.id"].ToString().Trim() is { Length: > 0 and <= 64 } typed && typed != before)
            return typed;
        var made = element["type"]?.ToString() is { } name && (before == Snake(name) || before.StartsWith(Snake(name) + "_", StringComparison.Ordinal) && before[(Snake(name).Length + 1)..].All(char.IsAsciiDigit));
        var label = form["p.label"].ToString().Trim();
        if (!made || view.Design.BasedOnVersion is not null || label.Length is 0 or > 200 || FieldPalette.Parse(element["type"]!.ToString()) is not { } type || label == FieldPalette.Of(type))
            return null;
        var taken = view.Outline.Pages.SelectMany(p => p.Fields.SelectMany(f => f.Fields.Prepend(f))).Select(f => f.Id).Where(id => id != before).ToHashSet();
        return ProposedId.For(label, type, taken.Contains) is var proposed && proposed != before ? proposed : null;
    }

    private static string Snake(string camel) => string.Concat(camel.Select(c => char.IsAsciiLetterUpper(c) ? $"_{char.ToLowerInvariant(c)}" : c.ToString()));

    private static IEnumerable<string> Entries(OutlinePage page) =>
        page.Fields.SelectMany(f => f.Fields.Prepend(f)).Select(f => "field/" + f.Id).Prepend("page/" + page.Id);

    private static string? PageOf(EditorView view, string at) =>
        view.Outline.Pages.FirstOrDefault(p => Entries(p).Contains(at))?.Id;

    private static string Named(IFormCollection form, FieldType type) => Label(form, FieldPalette.Of(type));

    private static string Label(IFormCollection form, string otherwise) => form["newLabel"].ToString().Trim() is { Length: > 0 and <= 200 } label ? label : otherwise;

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int IndexOf<T>(IReadOnlyList<T> list, Func<T, bool> wanted)
    {
        for (var i = 0; i < list.Count; i++)
            if (wanted(list[i]))
                return i;
        return -1;
    }
}
