namespace ElectronicApplication.Sandbox.Pages;

/// <summary>The switches by which a counterpart is made to fail; open as long as one of them is on, so that nobody forgets it.</summary>
internal static class TroublePanel
{
    public static Html Show(string action, bool active, params IEnumerable<Html> switches) => Html.Of($"""
        <details class="panel trouble" {Html.When(active, new Html("open"))}><summary>困りごとを起こす{(active ? "（起きています）" : "")}</summary>
        <form method="post" action="{action}">
        {switches}
        <div class="actions"><button class="quiet">この状態にする</button></div>
        </form></details>
        """);

    public static Html Switch(string name, string label, bool on) => Html.Of($"""
        <label class="choice"><input type="checkbox" name="{name}" {Html.When(on, new Html("checked"))}>{label}</label>
        """);

    public static Html Count(string name, string label, int value, int most) => Html.Of($"""
        <label class="count"><span>{label}</span><input name="{name}" type="number" min="0" max="{most}" value="{value}" inputmode="numeric"></label>
        """);
}
