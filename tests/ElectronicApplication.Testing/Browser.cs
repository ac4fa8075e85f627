using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace ElectronicApplication.Testing;

/// <summary>
/// A browser without JavaScript over HTTP: it opens pages, follows links by their words, fills in controls by their labels and presses buttons,
/// and keeps cookies as a browser does (a cross-site POST carries no Lax cookies). What is done here works with JavaScript off.
/// </summary>
public sealed class Browser : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;
    private readonly HttpClient _withoutCookies;
    private readonly List<(IHtmlInputElement Input, string Name, byte[] Bytes, string ContentType)> _files = [];

    public Browser()
    {
        _http = new(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };
        _withoutCookies = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };
    }

    public Uri Address { get; private set; } = new("about:blank");

    public HttpStatusCode Status { get; private set; }

    public IHtmlDocument Page { get; private set; } = null!;

    public string Heading => Page.QuerySelector("h1")?.TextContent.Trim() ?? "";

    public string Text => string.Join(' ', (Page.Body?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public string CookieHeader(Uri address) => _cookies.GetCookieHeader(address);

    public Task<Browser> OpenAsync(Uri address) => GoAsync(HttpMethod.Get, address, null);

    public Task<Browser> OpenAsync(string path) => OpenAsync(new Uri(Address, path));

    public Task<Browser> FollowAsync(string words)
    {
        var link = Page.QuerySelectorAll<IHtmlAnchorElement>("a[href]").FirstOrDefault(a => Words(a).Contains(words, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No link 「{words}」 on {Address}: {Text}");
        return OpenAsync(new Uri(Address, link.GetAttribute("href")!));
    }

    /// <summary>Types into, chooses or ticks the control with this name.</summary>
    public Browser Fill(string name, string value)
    {
        var controls = Page.QuerySelectorAll($"[name=\"{name}\"]").ToList();
        if (controls.Count == 0)
            throw new InvalidOperationException($"No control {name} on {Address}: {string.Join(", ", Page.QuerySelectorAll("[name]").Select(e => e.GetAttribute("name")))}");
        foreach (var control in controls)
        {
            if (control is IHtmlInputElement { Type: "radio" or "checkbox" } box)
            {
                if (box.Type == "radio" || box.Value == value)
                    box.IsChecked = box.Value == value;
            }
            else if (control is IHtmlInputElement { Type: not "hidden" } input)
                input.Value = value;
            else if (control is IHtmlTextAreaElement area)
                area.Value = value;
            else if (control is IHtmlSelectElement select)
                select.Value = value;
        }
        return this;
    }

    public Browser Attach(string name, string fileName, byte[] bytes, string contentType)
    {
        var input = Page.QuerySelector<IHtmlInputElement>($"input[type=file][name=\"{name}\"]") ?? throw new InvalidOperationException($"No file control {name} on {Address}.");
        _files.Add((input, fileName, bytes, contentType));
        return this;
    }

    /// <summary>Presses the button with these words and follows where its form leads.</summary>
    public Task<Browser> PressAsync(string words)
    {
        var button = Page.QuerySelectorAll("button, input[type=submit]").FirstOrDefault(b => Words(b).Contains(words, StringComparison.Ordinal) && !b.HasAttribute("disabled"))
            ?? throw new InvalidOperationException($"No button 「{words}」 on {Address} ({(int)Status}): {Text}");
        return SubmitAsync(button);
    }

    /// <summary>Sends the only form with this action; for pages whose script would do it.</summary>
    public Task<Browser> PressAsync(IElement button) => SubmitAsync(button);

    /// <summary>Posts a form as the script does after a change; the answer is the changed fragments, and the page stays as it is.</summary>
    /// <param name="command">The button that was pressed, where it was not a change.</param>
    /// <param name="typing">In the middle of a word.</param>
    public async Task<string> PostFragmentAsync(IElement form, string fragment, string changed, string? command = null, bool typing = false)
    {
        var pairs = Pairs((IHtmlFormElement)form);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, form.GetAttribute("action"))) { Content = new FormUrlEncodedContent(command is null ? pairs : pairs.Append(new("op", command))) };
        if (typing)
            request.Headers.Add("X-Typing", "1");
        request.Headers.Add("X-Fragment", fragment);
        request.Headers.Add("X-Changed", changed);
        request.Headers.Add("Origin", Address.GetLeftPart(UriPartial.Authority));
        using var answer = await _http.SendAsync(request);
        Status = answer.StatusCode;
        return await answer.Content.ReadAsStringAsync();
    }

    private Task<Browser> SubmitAsync(IElement button)
    {
        var form = button.GetAttribute("form") is { } id ? (IHtmlFormElement)Page.GetElementById(id)! : button.Closest("form") as IHtmlFormElement
            ?? throw new InvalidOperationException($"The button 「{Words(button)}」 on {Address} is in no form.");
        var action = new Uri(Address, button.GetAttribute("formaction") ?? form.GetAttribute("action") ?? Address.PathAndQuery);
        var pairs = Pairs(form).ToList();
        if (button.GetAttribute("name") is { Length: > 0 } name)
            pairs.Add(new(name, button.GetAttribute("value") ?? ""));
        var method = (button.GetAttribute("formmethod") ?? form.GetAttribute("method") ?? "get").ToLowerInvariant();
        if (method == "get")
            return OpenAsync(new UriBuilder(action) { Query = string.Join('&', pairs.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}")) }.Uri);
        var multipart = (button.GetAttribute("formenctype") ?? form.GetAttribute("enctype")) == "multipart/form-data";
        return GoAsync(HttpMethod.Post, action, multipart ? Multipart(form, pairs) : new FormUrlEncodedContent(pairs));
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(IHtmlFormElement form)
    {
        foreach (var element in form.Owner!.QuerySelectorAll("[name]").Where(e => e.Closest("form") == form || e.GetAttribute("form") == form.Id && form.Id is not null))
        {
            var name = element.GetAttribute("name")!;
            if (element.HasAttribute("disabled") || element.Closest("fieldset[disabled]") is not null)
                continue;
            switch (element)
            {
                case IHtmlInputElement { Type: "radio" or "checkbox" } box when box.IsChecked:
                    yield return new(name, box.HasAttribute("value") ? box.Value : "on");
                    break;
                case IHtmlInputElement { Type: not ("radio" or "checkbox" or "file" or "submit" or "button") } input:
                    yield return new(name, input.Value);
                    break;
                case IHtmlTextAreaElement area:
                    yield return new(name, area.Value);
                    break;
                case IHtmlSelectElement select:
                    foreach (var option in select.Options.Where(o => o.IsSelected))
                        yield return new(name, option.Value);
                    break;
            }
        }
    }

    private MultipartFormDataContent Multipart(IHtmlFormElement form, List<KeyValuePair<string, string>> pairs)
    {
        var content = new MultipartFormDataContent();
        foreach (var (key, value) in pairs)
            content.Add(new StringContent(value), $"\"{key}\"");
        foreach (var input in form.QuerySelectorAll<IHtmlInputElement>("input[type=file][name]"))
        {
            var chosen = _files.FindAll(f => f.Input == input);
            foreach (var (_, name, bytes, type) in chosen)
                content.Add(new ByteArrayContent(bytes) { Headers = { ContentType = new(type) } }, $"\"{input.GetAttribute("name")}\"", name);
            if (chosen.Count == 0)
                content.Add(new ByteArrayContent([]) { Headers = { ContentType = new("application/octet-stream") } }, $"\"{input.GetAttribute("name")}\"", "\"\"");
        }
        return content;
    }

    private async Task<Browser> GoAsync(HttpMethod method, Uri address, HttpContent? content)
    {
        var from = Address;
        for (var hops = 0; hops < 20; hops++)
        {
            using var request = new HttpRequestMessage(method, address) { Content = content };
            request.Headers.Add("Accept", "text/html");
            var crossSitePost = method == HttpMethod.Post && from.Scheme != "about" && from.Authority != address.Authority;
            if (method == HttpMethod.Post && from.Scheme != "about")
                request.Headers.TryAddWithoutValidation("Origin", from.GetLeftPart(UriPartial.Authority));
            using var response = await (crossSitePost ? _withoutCookies : _http).SendAsync(request);
            if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location)
            {
                address = new Uri(address, location);
                (method, content) = (HttpMethod.Get, null);
                continue;
            }
            Address = address;
            Status = response.StatusCode;
            Page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
            _files.Clear();
            return this;
        }
        throw new InvalidOperationException($"Too many redirects, last to {address}.");
    }

    private static string Words(IElement element) => element is IHtmlInputElement input ? input.Value : string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public void Dispose()
    {
        _http.Dispose();
        _withoutCookies.Dispose();
    }
}
