export function RequestsPage() { return <h1>RequestsPage</h1> }
