using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ElectronicApplication.Staff.Designer;

/// <summary>What the editor shows besides the form itself, as it stands in the address and travels with every post.</summary>
/// <param name="At">The selected element: "page/items", "field/item_kind".</param>
/// <param name="Screen">phone, desktop or paper.</param>
/// <param name="Language">ja, ja-easy, en.</param>
/// <param name="Applicant">Number of the made-up applicant whose answers stand in the preview; 0 for none.</param>
/// <param name="Query">Words that the outline is searched for.</param>
public sealed record EditorPlace(string Code, string At, string Screen, string Language, int Applicant, string Query)
{
    public static IReadOnlyList<(string Key, string Text)> Screens { get; } = [("phone", "スマートフォン"), ("desktop", "パソコン"), ("paper", "紙")];

    public static IReadOnlyList<(string Key, string Text)> Languages { get; } = [("ja", "日本語"), ("ja-easy", "やさしい日本語"), ("en", "English")];

    public static EditorPlace Of(string code, Func<string, string?> value) => new(
        code, Short(value("at"), 200), Known(Screens, value("screen")), Known(Languages, value("lang")),
        Number(value("applicant"), 10_000), Short(value("q"), 60)) { Revision = Number(value("revision"), int.MaxValue) };

    /// <summary>The revision that is looked at; 0 for the head.</summary>
    public int Revision { get; init; }

    /// <summary>The place that a form of the editor carries.</summary>
    public static EditorPlace Posted(string code, Func<string, string> posted) => Of(code, key => posted(Control(key)));

    /// <summary>The control for a part of the place; what the author had before them stands in _revision.</summary>
    public static string Control(string key) => key == "revision" ? "_shown" : "_" + key;

    public string Kind => At.IndexOf('/') is var slash and > 0 ? At[..slash] : "";

    public string Id => At.IndexOf('/') is var slash and > 0 ? At[(slash + 1)..] : "";

    public string Url => QueryHelpers.AddQueryString(Home(Code), Parameters.Where(p => p.Value.Length > 0).Select(p => KeyValuePair.Create(p.Key, (string?)p.Value)));

    public IEnumerable<(string Key, string Value)> Parameters =>
    [
        ("at", At), ("screen", Screen == "phone" ? "" : Screen), ("lang", Language == "ja" ? "" : Language),
        ("applicant", Text(Applicant)), ("q", Query), ("revision", Text(Revision)),
    ];

    public static string Home(string code) => $"/staff/designer/{code}";

    private static int Number(string? text, int below) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < below ? number : 0;

    private static string Text(int number) => number == 0 ? "" : number.ToString(CultureInfo.InvariantCulture);

    private static string Known(IReadOnlyList<(string Key, string Text)> choices, string? wanted) => choices.Any(c => c.Key == wanted) ? wanted! : choices[0].Key;

    private static string Short(string? text, int most) => text is null || text.Length > most ? "" : text.Trim();
}

/// <summary>Everything that drawing the editor needs.</summary>
public sealed record EditorView(OpenedDesign Design, EditorPlace Place)
{
    private FormSketch? _sketch;
    private Outline? _outline;

    /// <summary>What is worked out from it is worked out anew for another one, as the design of an earlier revision.</summary>
    public OpenedDesign Design { get; init => (field, _sketch, _outline) = (value, null, null); } = Design;

    /// <summary>The page about the design, as "/tables/fee"; empty for the editor itself.</summary>
    public string Page { get; init; } = "";

    /// <summary>The address of what is shown.</summary>
    public string Url => Page.Length == 0 ? Place.Url : EditorPlace.Home(Place.Code) + Page;

    /// <summary>Where edits, undoing and redoing are posted.</summary>
    public string PostUrl => Page.Length == 0 ? Action("edit") : Url;

    /// <summary>What was just done, in past words.</summary>
    public string? Done { get; init; }

    public Error? Error { get; init; }

    /// <summary>What was posted and could not be saved, so that nothing typed is lost.</summary>
    public IFormCollection? Posted { get; init; }

    /// <summary>Mistakes of single properties, by the name of the control.</summary>
    public IReadOnlyDictionary<string, string> PropertyErrors { get; init; } = new Dictionary<string, string>();

    /// <summary>Controls that were changed and not saved because of a mistake at another one.</summary>
    public IReadOnlySet<string> Unsaved { get; init; } = new HashSet<string>();

    /// <summary>What is wrong at a control: what was just typed; otherwise what stands there and does not work.</summary>
    /// <param name="key">Of the selected element, where mistakes of what is stored belong to this control.</param>
    public IReadOnlyList<string> Mistakes(string name, string? key = null) => PropertyErrors.TryGetValue(name, out var typed) ? [typed]
        : key is null ? [] : [.. Sketch.Problems.Where(p => p.Element == Place.At && p.IsAt(key)).Select(p => p.Message)];

    /// <summary>For aria-describedby: the hint, and the mistakes as <see cref="SettingError"/> shows them; null when there is neither.</summary>
    public string? Described(string name, string? key = null, string? hint = null) =>
        (hint, Mistakes(name, key).Count > 0) switch { (null, false) => null, (_, false) => hint, (null, _) => name + "-error", _ => $"{hint} {name}-error" };

    public string? Invalid(string name, string? key = null) => Mistakes(name, key).Count > 0 ? "true" : null;

    /// <summary>What was typed and refused stays in its box.</summary>
    public string Typed(string name, string stored) => (PropertyErrors.ContainsKey(name) || Unsaved.Contains(name)) && Posted is { } posted && posted.ContainsKey(name) ? posted[name].ToString() : stored;

    /// <summary>Somebody is in the middle of a word: mistakes are shown at their control only.</summary>
    public bool IsTyping { get; init; }

    /// <summary>Conditions with unfinished rows, by key: kept on the page until they say something.</summary>
    public IReadOnlyDictionary<string, ConditionDraft> Unfinished { get; init; } = new Dictionary<string, ConditionDraft>();

    /// <summary>The refused removal can be repeated regardless of what still reads the field.</summary>
    public bool CanForce { get; init; }

    /// <summary>Another element was selected by the edit: the keyboard goes to its panel.</summary>
    public bool FocusPanel { get; init; }

    /// <summary>A colleague was first. Until that is answered, the page stays as the person had it, with the stamp that they had.</summary>
    public EditConflict? Conflict { get; init; }

    /// <summary>Something stands on the page that is not saved: nothing renews it until the person says what is to become of it.</summary>
    public bool HoldsInput => Conflict is not null || Error is not null || PropertyErrors.Count > 0 || Unfinished.Count > 0;

    public IReadOnlySet<string> Selected { get; init; } = new HashSet<string>();

    /// <summary>Answers typed into the preview.</summary>
    public JsonObject Answers { get; init; } = [];

    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Whether the person may change anything.</summary>
    public bool MayEdit => Design.MayEdit;

    /// <summary>The form as far as it works.</summary>
    public FormSketch Sketch => _sketch ??= FormSketch.Of(Design);

    public Outline Outline => _outline ??= Outline.Of(Design.Tree);

    public string Action(string what) => $"{EditorPlace.Home(Place.Code)}/{what}";

    public string Link(string at) => (Place with { At = at }).Url;
}

/// <summary>A colleague was first: what they did, what this person wanted, and the same post again on top of it.</summary>
/// <param name="Now">What the colleague left. Only the post that wants both carries it.</param>
/// <param name="Base">The revision that the person had before them when they began.</param>
public sealed record EditConflict(
    string By, DesignStamp Now, int Base, IReadOnlyList<DefinitionChange> Theirs, IReadOnlyList<DefinitionChange> Mine, IReadOnlyList<KeyValuePair<string, string>> Again);
