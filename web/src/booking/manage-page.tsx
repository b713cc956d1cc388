export function ManagePage() { return <h1>ManagePage</h1> }
